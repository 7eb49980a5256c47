"""Notify: telling people, without ever holding up what they are told about.

`notify.actions.tell` writes a message to the outbox in the caller's transaction; the worker delivers it after the commit through
the channels for which the account has an address, tries again with growing pauses, and gives up without harm. Messages name
a service and a case number and carry a link; never a fact about a person. Addresses are looked up at delivery, not copied.

Public: `notify.actions.{tell, tell_desk}`, `notify.templates.{Template, register}`, `notify.models.{Message, Delivery, Attempt}`,
`notify.contacts`, `notify.channels.health`.
"""

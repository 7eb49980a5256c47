"""People, accounts, offices, posts, mandates, permissions: who someone is here, and what that allows today.

An account belongs to one human being, citizen or officer or both. An office (kelurahan, OPD, RT ...) has posts; a mandate says
which account holds which post, from when until when, and whether as definitive holder, plt, plh or by delegation. What
someone may do follows from the mandates of the day, never from a flag on the account. Above this room nobody asks for
accounts: they receive an `Actor` from `identity.acting` and pass it on as `by=`.

Public: `identity.acting.{actor_of, actor_for, holder, posts_of, Hat}`, `identity.perms`, `identity.doors.door`,
`identity.actions`, `identity.codes`.
"""

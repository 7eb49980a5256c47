from sebayu.cli.main import main

raise SystemExit(main())

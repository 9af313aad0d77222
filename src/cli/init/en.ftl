# The words of restart-service, in the language that it is written in first.

product =
    { $variant ->
        [openrc] Linux with OpenRC
       *[systemd] Linux with systemd
    }
title = Restart a service on { product }
summary = This procedure restarts `{ $service }` on each host. The messages of the service are in `{ $logs }`.
procedure = Restart the service

announce = If users are connected, tell them that the service will be away for a moment.
    .title = Tell the users

restart = Restart the service.
    .title = Restart the service

check = Check that the service is running again.
    .title = Check the service
    .running = The command reports that the service is active. If it does not, read the messages before you go on.

question-users_are_connected = Are users connected to the service?

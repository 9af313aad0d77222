title = Restart the web server
product = Web
summary = The web server is restarted.
procedure = To restart it
open = Open the list of servers!
    .title = Open the list
skip = If the server is new, skip the final { $remaining ->
    [one] step
   *[other] { $remaining } steps
}.
    .title = Skip steps
stop = Stop the server.
    .title = Stop the server
start = Start the server.
    .title = Start the server

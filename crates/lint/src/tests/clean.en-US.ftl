# The clean pair: every construct that a catalog may hold, and nothing wrong.

-product = Skype for Business Server
-ui-edit-properties = Edit Properties
-ui-resiliency = Resiliency

title = Deploying paired pools for disaster recovery
edit-properties = Right-click the pool, and then click **{ -ui-edit-properties }**.
    .title = Edit the properties
    .result = The dialog box **{ -ui-resiliency }** opens.
run-bootstrapper = Run `Bootstrapper.exe -Verbose` on { $host }:
start-service = Start the service with `Start-CsWindowsService -Name LYNCBACKUP`.
status = Run `Get-CsBackupServiceStatus -PoolFqdn { $pool }` until the state is steady.
remaining = { $count ->
    [one] You can skip the final step.
   *[other] You can skip the final { $count } steps.
}
wait = { $minutes ->
    [0] Do not wait.
    [one] Wait one minute at most.
   *[other] Wait { $minutes } minutes at most.
}
folder = { $variant ->
    [lync-2013] The folder is `C:\Lync`.
   *[sfb-2019] The folder is `C:\Skype`.
}
see-also = Is everything ready? See [the overview](https://learn.microsoft.com/en-us/overview) of { -product }.
note = **Note:** the option *never* acts by itself; ask { $host } first!
greeting = Welcome to { -product }, “{ $user }”. See { title }.

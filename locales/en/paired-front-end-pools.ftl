### Front End pools that stand in for each other.
### Names of products and labels of the user interface: microsoft-uc.glossary.ftl.
### Bold is for labels of the user interface only. Commands come from the definition.

## Names

# The product of the variant, with its version.
product =
    { $variant ->
        [lync-2013] { -lync-server } 2013
        [sfb-2015] { -skype-server } 2015
       *[sfb-2019] { -skype-server } 2019
    }
# The console of the variant’s product. Used inside the sentences below.
shell =
    { $variant ->
        [lync-2013] { -management-shell(product: "lync") }
        [sfb-2015] { -management-shell(product: "skype") }
       *[sfb-2019] { -management-shell(product: "skype") }
    }

## Head

title = Pair { -front-end-pool(number: "plural") } for disaster recovery in { product }
summary =
    Paired { -front-end-pool(number: "plural") } stand in for each other: each pool keeps a backup of the other pool’s data. If a pool fails, an administrator can let the other pool take over its users.

    Pairing is optional. Define the pair in **{ -ui-tool }**, then prepare the servers and synchronize the pools.
procedure = Pair the pools

## Steps

create-pools =
    { $answer-pools_exist ->
        [no] Create the pools in **{ -ui-tool }**.
       *[open] If the topology does not contain the pools yet, create them in **{ -ui-tool }**.
    }
    .title = Create the pools

edit-properties = In **{ -ui-tool }**, right-click either pool and select **{ -ui-edit-properties }**.
    .title = Open the properties of a pool

choose-resiliency = In the left pane, click **{ -ui-resiliency }**. In the right pane, select the **{ -ui-associated-backup-pool }** check box.
    .title = Turn on the backup pool

select-backup-pool = In the list below **{ -ui-associated-backup-pool }**, select the other pool. The list offers only pools that exist and are not already paired.
    .title = Select the backup pool

enable-voice-failover = Select the **{ -ui-voice-failover }** check box and click **{ -ui-ok }**.
    .title = Turn on failover and failback for voice
    .pool-shown = The details of the pool now show the other pool in the right pane, under **{ -ui-resiliency }**.

publish-topology = Publish the topology in **{ -ui-tool }**.
    .title = Publish the topology

# The value asks. if-yes and if-no are shown together while the question is open;
# yes or no is shown alone when the change has answered it.
# $remaining (number): how many steps still apply after this one.
deploy-or-continue = Determine whether the pools were already deployed before they were paired.
    .title = Deploy the pools or continue
    .if-yes =
        { $remaining ->
            [0] No further step is needed.
            [one] Complete the one step that follows.
            [2] Complete the two steps that follow.
            [3] Complete the three steps that follow.
            [4] Complete the four steps that follow.
           *[other] Complete the { $remaining } steps that follow.
        }
    .if-no = Deploy the pools now. Their deployment completes the configuration: the procedure ends here.
    .yes = The pools were deployed before they were paired. { deploy-or-continue.if-yes }
    .no = The pools were not deployed before they were paired. { deploy-or-continue.if-no }

run-bootstrapper = On every { -front-end-server } of both pools, run { -bootstrapper } in PowerShell.
    .title = Run { -bootstrapper } on every { -front-end-server }
    .services-configured = { -bootstrapper } configures the other services that the paired pools need. Do not continue until it has finished on every { -front-end-server } of both pools.

reapply-cumulative-update =
    { $answer-cumulative_update_applied ->
        [yes] Reapply the cumulative update that was applied to the { -front-end-server(number: "plural") } before this procedure, on every { -front-end-server } of both pools. The components that { -bootstrapper } installs do not contain it.
       *[open] If a cumulative update was applied to the { -front-end-server(number: "plural") } before this procedure, apply the same update again on every { -front-end-server } of both pools. The components that { -bootstrapper } installs do not contain it.
    }

    Start only after { -bootstrapper } has finished on every { -front-end-server } of both pools.
    .title = Reapply the cumulative update

start-backup-service = In the { shell } on one { -front-end-server } of either pool, start the backup service.
    .title = Start the backup service

synchronize-pools = In the { shell } on one { -front-end-server } of either pool, synchronize the user data and the conference data of both pools with each other.
    .title = Synchronize the pools
    .check-status = Synchronization takes some time. Check the status of both pools.

## Outcomes

# Completes the sentence "Repeat the commands until the following state is reached."
# The values in backticks are printed by the command and are the same in every language.
outcome-steady = The status is steady in both directions: for each pool, every module shows the export status `SteadyState` or `FinalState` and the import status `NormalState`. The only exception: in the pool that does not host the Central Management Server, the module `CentralMgmt.CMSMaster` may show the export status `NotInitialized`.

## Questions that a change answers with yes or no

question-pools_exist = Does the topology already contain the pools?
question-pools_deployed_before_pairing = Were the pools already deployed before they were paired?
question-cumulative_update_applied = Was a cumulative update applied to the { -front-end-server(number: "plural") } before this procedure?

## Notes

not-automatic = The **{ -ui-voice-failover }** option does not make pool failover automatic. The option and its time intervals in **{ -ui-tool }** concern only the voice resiliency features introduced in { -lync-server } 2010. The failover and the failback of a pool always require an administrator who runs the corresponding cmdlets.

//! The manuals of what an audit finds: one a code, printed by `explain`.

use runproof_audit as audit;
use runproof_core::diagnostic::{Code, codes};

codes! {
    /// A capture covers that computer and that time, and the step is not in it.
    ///
    /// ## Why
    ///
    /// A transcript that begins before the step was due and ends after it holds every command that was
    /// entered in its session. What is not in it was not done there. It may have been done in another
    /// session, which nobody has handed in.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[missing] Step 8: Run Bootstrapper on every Front End Server › fe11.contoso.com
    ///   No capture shows `& "C:\…\Bootstrapper.exe"` for fe11.contoso.com, although the
    ///   captures cover that place and time.
    /// ```
    ///
    /// ## Instead
    ///
    /// Carry the step out, or hand in the capture of the session in which it was done. If the step
    /// was not needed after all, waive the finding in the change file with a reason, a name and a last day.
    pub MISSING = "missing", Error;

    /// Carried out, and its own output shows an error.
    ///
    /// ## Why
    ///
    /// A command that was entered has not done its work when it reports an error: PowerShell's error
    /// records (in any language), an exit code other than 0, a history that says `Failed`. A later
    /// success of the same command for the same place clears it.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[failed] Step 11: Synchronize the pools › pool01.contoso.com
    ///   `Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com` failed: `Access is denied.`
    ///    --> FE01.txt:70 · 2026-03-14T21:10:02 · FE01 · CONTOSO\uc.admin
    ///  70 | PS C:\> Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com
    ///     |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///  71 | Invoke-CsBackupServiceSync : Access is denied.
    /// ```
    ///
    /// ## Instead
    ///
    /// Mend the cause, carry the command out again, and hand in the capture of that too.
    pub FAILED = "failed", Error;

    /// A state that the plan waits for was not reached by the last look.
    ///
    /// ## Why
    ///
    /// The plan says to repeat a command until a state is seen. Only the last look counts: earlier ones
    /// are polls. Where the last one shows another state, the change was left before it was finished.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[not-reached] Step 11: Synchronize the pools › pool02.contoso.com
    ///   `Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com` did not reach the state
    ///   “steady”. Last seen: NonSteadyState.
    /// ```
    ///
    /// ## Instead
    ///
    /// Look again until the state is there, and hand in the capture of that.
    pub NOT_REACHED = "not-reached", Error;

    /// The right command with another parameter, switch or value.
    ///
    /// ## Why
    ///
    /// The command is compared in canonical form: aliases, abbreviations, positions, quotes and case do
    /// not matter. What still differs changes what the command does. The finding names each difference;
    /// the step is not also reported as missing.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[wrong-argument] Step 10: Start the backup service
    ///   `Start-CsWindowsService -Name RTCSRV` is not what the plan says: `-Name` is `RTCSRV`
    ///   instead of `LYNCBACKUP`.
    /// ```
    ///
    /// ## Instead
    ///
    /// Carry the command out as planned, and undo what the other one did. If the difference is harmless,
    /// allow it in the runbook or waive it in the change file.
    pub WRONG_ARGUMENT = "wrong-argument", Error;

    /// The right program from another place.
    ///
    /// ## Why
    ///
    /// Several versions of a product can lie side by side on a server, each with a program of the same
    /// name. The path says which of them was run. Drives and upper and lower case are compared as Windows
    /// does; `C:\Windows\Program Files` is not `C:\Program Files`.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[wrong-path] Step 8: Run Bootstrapper on every Front End Server › fe01.contoso.com
    ///   The program was started from
    ///   `C:\Program Files\Skype for Business Server 2015\Deployment\Bootstrapper.exe` instead of
    ///   `C:\Program Files\Skype for Business Server 2019\Deployment\Bootstrapper.exe`.
    /// ```
    ///
    /// ## Instead
    ///
    /// Run the program from the planned path, and find out what the other one did.
    pub WRONG_PATH = "wrong-path", Error;

    /// Carried out on a computer that the plan does not name.
    ///
    /// ## Why
    ///
    /// The act was meant for another computer: it is missing there, and it may have done harm here. Where
    /// it was done follows from the session, from a remote prompt, or from a parameter such as
    /// `-ComputerName`.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[wrong-host] Step 8: Run Bootstrapper on every Front End Server
    ///   `& "C:\…\Bootstrapper.exe"` was carried out on FE21. The plan names fe11.contoso.com
    ///   and fe12.contoso.com.
    /// ```
    ///
    /// ## Instead
    ///
    /// Check that computer, and carry the step out where the plan says. If the change file lacks the
    /// computer, add it.
    pub WRONG_HOST = "wrong-host", Error;

    /// Provably before a step that it had to follow.
    ///
    /// ## Why
    ///
    /// The plan has an order because a later step relies on an earlier one. Order is judged only where the
    /// captures prove it: within a session, or by times that are further apart than the clocks may
    /// differ. The findings name the fewest acts that explain the order.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[out-of-order] Step 10: Start the backup service
    ///   `Start-CsWindowsService -Name LYNCBACKUP` (step 10) was carried out too early. It has
    ///   to follow what is done in these steps: 8 and 9.
    /// ```
    ///
    /// ## Instead
    ///
    /// Find out whether the later step relied on the earlier one. If so, repeat it now and capture that.
    pub OUT_OF_ORDER = "out-of-order", Error;

    /// Carried out only with `-WhatIf`.
    ///
    /// ## Why
    ///
    /// `-WhatIf` prints what a command would do and changes nothing. A log in which the command stands is
    /// no proof that it was done.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[simulated] Step 10: Start the backup service
    ///   `Start-CsWindowsService -Name LYNCBACKUP -WhatIf` was carried out with `-WhatIf` only,
    ///   which changes nothing.
    /// ```
    ///
    /// ## Instead
    ///
    /// Carry the command out without `-WhatIf`.
    pub SIMULATED = "simulated", Error;

    /// Carried out, and then undone.
    ///
    /// ## Why
    ///
    /// A service that was started and stopped again does not run. What undoes a step is known from pairs such
    /// as `Start-Service` and `Stop-Service`, and from the runbook's `undone_by`. It counts even where the
    /// runbook allows it, unless the step was carried out again before anything that depends on it. A step
    /// that the plan itself undoes later is not undone by that.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[undone] Step 10: Start the backup service
    ///   `Stop-CsWindowsService -Name LYNCBACKUP` on FE01 undid this step, and nothing shows that
    ///   it was carried out again.
    /// ```
    ///
    /// ## Instead
    ///
    /// Carry the step out again, then what depends on it, and capture both.
    pub UNDONE = "undone", Error;

    /// A command that changes something and is in no step.
    ///
    /// ## Why
    ///
    /// Whoever approved the change approved its steps and nothing else. Commands that only look, and
    /// those that the runbook allows, are counted and not reported. Whether a command changes something
    /// is told from its verb in PowerShell, and from a table for bash.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[unplanned-change]
    ///   `Remove-CsVoiceRoute -Identity "Local Route"` on FE11 changes something and is in no
    ///   step of the plan.
    /// ```
    ///
    /// ## Instead
    ///
    /// Have whoever did it explain it. Undo it, plan it as a change of its own, allow it in the runbook, or
    /// waive it in the change file.
    pub UNPLANNED_CHANGE = "unplanned-change", Error;

    /// Carried out outside the change window.
    ///
    /// ## Why
    ///
    /// The window is when users and neighbours were told to expect the change. An act is outside only if it is
    /// so by more than the clocks may differ. Times without an offset are read in the change's time zone.
    ///
    /// ## Example
    ///
    /// ```text
    /// Deviation[outside-window] Step 10: Start the backup service
    ///   `Start-CsWindowsService -Name LYNCBACKUP` was carried out at 2026-03-15T02:41:10,
    ///   outside the change window from 2026-03-14T20:00:00+01:00 to 2026-03-15T02:00:00+01:00.
    /// ```
    ///
    /// ## Instead
    ///
    /// Have the change manager approve it and waive the finding, or correct the window or the time zone in
    /// the change file.
    pub OUTSIDE_WINDOW = "outside-window", Error;

    /// No capture covers it.
    ///
    /// ## Why
    ///
    /// Nothing was handed in for that computer and time, or what was handed in breaks off, or a command
    /// stands there whose meaning cannot be told: its value is in a variable that was never shown, or a
    /// branch decides. The step may have been carried out; nothing proves it.
    ///
    /// ## Example
    ///
    /// ```text
    /// Not proven[no-evidence] Step 8: Run Bootstrapper on every Front End Server › fe12.contoso.com
    ///   No capture covers fe12.contoso.com, so nothing shows whether `& "C:\…\Bootstrapper.exe"`
    ///   was carried out.
    /// ```
    ///
    /// ## Instead
    ///
    /// Hand in a capture: the transcript, an event log of that computer, a history. Of a step that leaves no
    /// trace, an attestation in the change file.
    pub NO_EVIDENCE = "no-evidence", Warning;

    /// Carried out, but the captures do not hold the output that would show its outcome.
    ///
    /// ## Why
    ///
    /// The plan expects a certain output. Event logs and histories hold none, and a transcript may have been cut
    /// off. That the command was entered does not show that it did what it should.
    ///
    /// ## Example
    ///
    /// ```text
    /// Not proven[outcome-unseen] Step 11: Synchronize the pools › pool01.contoso.com
    ///   `Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com` was carried out, but the captures
    ///   do not hold the output that would show “steady”.
    /// ```
    ///
    /// ## Instead
    ///
    /// Hand in the transcript that holds the output, or look at the state again and capture it.
    pub OUTCOME_UNSEEN = "outcome-unseen", Warning;

    /// A step by hand that nobody attested.
    ///
    /// ## Why
    ///
    /// What is clicked in a window leaves no trace in a log. Somebody has to vouch for it, by name and
    /// time, or the audit cannot say that it was done.
    ///
    /// ## Example
    ///
    /// ```text
    /// Not proven[unattested] Step 6: Publish the topology
    ///   This step is carried out by hand, and nobody has attested it.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// attestations:
    ///   - { step: publish-topology, by: 'CONTOSO\uc.admin', at: 2026-03-14T19:30:00 }
    /// ```
    pub UNATTESTED = "unattested", Warning;

    /// The captures' clocks cannot tell the order.
    ///
    /// ## Why
    ///
    /// A transcript without a time for each command only knows when its session began and ended, and the clocks
    /// of two computers may differ. Where the times overlap within that tolerance, both orders are
    /// possible. That is not a deviation, but nobody should read it as proof of the planned order.
    ///
    /// ## Example
    ///
    /// ```text
    /// Note[order-unproven] Step 10: Start the backup service
    ///   The clocks of the captures cannot prove that step 10 came after these steps: 8 and 9.
    /// ```
    ///
    /// ## Instead
    ///
    /// `Start-Transcript -IncludeInvocationHeader` gives every command a time. Where clocks are
    /// synchronized, a smaller `--clock-skew` proves more.
    pub ORDER_UNPROVEN = "order-unproven", Note;

    /// Carried out again.
    ///
    /// ## Why
    ///
    /// A retry after an error, a poll until a state is reached, or a second session that did the same. None is
    /// a deviation; a reader of the log may want to know.
    ///
    /// ## Example
    ///
    /// ```text
    /// Note[repeated] Step 11: Synchronize the pools › pool02.contoso.com
    ///   `Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com` was carried out 3 times.
    /// ```
    ///
    /// ## Instead
    ///
    /// Nothing, unless the command must not be carried out twice.
    pub REPEATED = "repeated", Note;
}

/// The manual of a code.
pub(super) fn manual(code: audit::Code) -> &'static Code {
    match code {
        audit::Code::Missing => &MISSING,
        audit::Code::Failed => &FAILED,
        audit::Code::NotReached => &NOT_REACHED,
        audit::Code::WrongArgument => &WRONG_ARGUMENT,
        audit::Code::WrongPath => &WRONG_PATH,
        audit::Code::WrongHost => &WRONG_HOST,
        audit::Code::OutOfOrder => &OUT_OF_ORDER,
        audit::Code::Simulated => &SIMULATED,
        audit::Code::Undone => &UNDONE,
        audit::Code::UnplannedChange => &UNPLANNED_CHANGE,
        audit::Code::OutsideWindow => &OUTSIDE_WINDOW,
        audit::Code::NoEvidence => &NO_EVIDENCE,
        audit::Code::OutcomeUnseen => &OUTCOME_UNSEEN,
        audit::Code::Unattested => &UNATTESTED,
        audit::Code::OrderUnproven => &ORDER_UNPROVEN,
        audit::Code::Repeated => &REPEATED,
    }
}

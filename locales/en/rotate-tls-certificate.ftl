### A new certificate for a fleet of nginx hosts, one host at a time.
### Names of software and systems: nginx.glossary.ftl.
### Values go into backticks: a placeholder such as <domain> would otherwise be read as HTML.

## Names

# The operating system of the hosts.
product =
    { $variant ->
        [debian] { -debian }
       *[rhel] { -red-hat-enterprise-linux }
    }

## Head

title = Rotate the TLS certificate of { -nginx } on { product }
summary =
    This procedure replaces the certificate and the private key for `{ $domain }` on every { -nginx } host, one host at a time.

    Work at a Linux workstation that holds the new certificate chain and the new private key. On every host, you need SSH access and an account that may use `sudo` without a password. If a check fails, stop and find the cause before you continue.
procedure = Rotate the certificate

## Steps: check the files on the workstation

check-certificate = On the workstation, check the new certificate in `{ $certificate }`. It must be valid for `{ $domain }` and expire on the expected date.
    .title = Check the new certificate

check-key = On the workstation, check that the private key in `{ $key }` belongs to the new certificate. The command compares the public keys of the certificate and of the private key.
    .title = Check the new private key
    .keys-match = No output means that the public keys are equal. If the command prints anything, stop: the private key does not belong to the certificate, or a file cannot be read.

## Steps: one host after the other

drain-host =
    { $answer-behind_load_balancer ->
        [yes] Remove the host from the load balancer and wait until its open connections are closed.
       *[open] If the host is behind a load balancer, remove it from the load balancer and wait until its open connections are closed.
    }
    .title = Remove the host from the load balancer

keep-previous = Keep the installed certificate chain and private key as copies with the suffix `.previous`, in the same directories.
    .title = Keep the previous files

copy-files = Copy the new certificate chain and the new private key to your home directory on the host.
    .title = Copy the new files to the host

install-files = Install the new files. Only `root` may read the private key.
    .title = Install the new files
    .remove-copies = Delete the copies from your home directory on the host.

restore-labels = Restore the { -selinux } labels of the installed files. With a wrong label, { -selinux } does not let { -nginx } read a file.
    .title = Restore the { -selinux } labels

# $step-verify-served (number): the step with the instructions for rolling back.
test-configuration = Test the { -nginx } configuration with the new files.
    .title = Test the configuration
    .stop-on-error = If the test fails, stop and do not reload { -nginx }. Roll back as described in step { $step-verify-served }.

reload-service = Reload { -nginx }. Open connections are not interrupted.
    .title = Reload { -nginx }

# $step-test-configuration and $step-reload-service (numbers): steps to carry out again.
verify-served = From the workstation, check which certificate the host serves.
    .title = Verify the served certificate
    .roll-back = If the host does not serve the new certificate after several attempts, roll back: on the host, copy the `.previous` files over the installed ones, then repeat steps { $step-test-configuration } and { $step-reload-service }. Do not go on to another host until you have found the cause.

return-host =
    { $answer-behind_load_balancer ->
        [yes] Add the host back to the load balancer.
       *[open] If the host is behind a load balancer, add it back to the load balancer.
    }
    .title = Return the host to the load balancer

## Steps: finish

remove-previous = When every host serves the new certificate, delete the `.previous` files from the hosts. You can no longer roll back to them after this step.
    .title = Delete the previous files

delete-local-key = Delete the private key from the workstation. From now on, only the hosts have it.
    .title = Delete the local private key

update-inventory = Record the serial number `{ $serial }` and the expiry date of the new certificate in your certificate inventory.
    .title = Update the inventory

## Groups of steps that are repeated for each host

# $first and $last (numbers): the first and the last step of the group.
one-host-at-a-time = Carry out steps { $first } to { $last } on one host. Go on to the next host only after step { $last } is complete on the current one.

## Outcomes

# Shown after a single check as well as after "Repeat the command until the following state is reached."
outcome-serial-expected = The output must show `serial={ $serial }`.
outcome-nothing-printed = The command must print nothing, not even an error message.

## Questions that a change answers with yes or no

question-behind_load_balancer = Are the hosts behind a load balancer?

## Notes

key-is-secret = Anyone who has the private key can impersonate `{ $domain }`. Set the mode of `{ $key }` to `0600` before you begin, and never send the file by mail or chat.

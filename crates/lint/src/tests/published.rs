//! Defects that stood for years on published pages in four languages, as messages: what of them
//! a linter can see, it sees.

use super::Bench;

#[test]
fn what_was_published_would_have_been_found() {
    let english = "\
skip = You can skip the final two steps in this procedure.
complete = You must complete the following two final steps:
edit = Click **Edit Properties**.
voice = The **Automatic failover and failback for Voice** option is off.
sync = Use the following cmdlets:
status = Check the status of the pools.
update = Reapply the update.
";
    let french = "\
skip = Vous pouvez ignorer les deux dernières étapes de cette procédure.
complete = Vous devez effectuer les deux étapes suivantes\u{a0}:
edit = Cliquez **sur Modifier les propriétés.**
voice = L’option De **failover et de failback** automatique pour Voice est désactivée.
sync = Utilisez les cmdlets suivantes :
status = Vérifiez l’état des pools frontux.
update = Réapplinger la mise à jour.
";
    let german = "\
skip = Sie können die letzten beiden Schritte in diesem Verfahren überspringen.
complete = Sie müssen die beiden folgenden abschließenden Schritte ausführen:
edit = Klicken Sie auf **Eigenschaften bearbeiten** .
voice = Die Option **Automatisches Failover und Failback für Sprachdienste** ist aus.
sync = Verwenden Sie die folgenden Cmdlets:
status = Prüfen Sie den Status der Pools.
update = Wenden Sie das Update erneut an.
";
    let portuguese = "\
skip = Você pode ignorar as duas etapas finais deste procedimento.
complete = Você deve concluir as duas seguintes etapas:
edit = Clique em **Editar Propriedades**.
voice = A **opção failover e failback** automáticos para Voz está desativada.
sync = Use os seguintes cmdlets:
status = Verifique o status dos pools.
update = Reaplique a atualização.
";
    let known = "vérifiez état des pools mise à jour la vous pouvez ignorer les deux dernières étapes \
        de cette procédure devez effectuer suivantes cliquez sur modifier propriétés option \
        automatique pour est désactivée et utilisez cmdlets";
    let bench = Bench::default()
        .with("en", "rb", english)
        .with("fr", "rb", french)
        .with("de", "rb", german)
        .with("pt-BR", "rb", portuguese)
        .knowing("fr", known);
    insta::assert_snapshot!(bench.list());
}

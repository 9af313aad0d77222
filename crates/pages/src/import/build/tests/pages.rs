//! What becomes of each kind of thing that pages have.

use insta::assert_snapshot;

use super::shown;

/// Two products in two languages: every kind of block, and what differs between them.
#[test]
fn a_whole_page() {
    let old_en = r#"---
title: 'Beacon 3: Change a lamp'
---

<div class="topic">

# <a name="change"></a>Change a lamp in Beacon 3

_**Topic Last Modified:** 2013-02-21_

A lamp is changed with Lamp Manager.

## To change a lamp

1.  If the lamp is lit, switch it off.

2.  In Lamp Manager, right-click the lamp, and then click **Edit Lamp**.

    ![Edit Lamp dialog](images/edit.png "Edit Lamp")

3.  Under **Type**, click **LED**, and then click **OK**.

    > [!NOTE]
    > The <STRONG>Type</STRONG> can not be changed later.<br/>Nor can the place.

4.  If the socket is old, skip the final two steps in this procedure. Otherwise go on with step 5.

5.  On every house, run the following:

        <system drive>\Program Files\Beacon 3\Deployment\LampSetup.exe 

    This may take a minute:

      - Wait.

      - Look at `lamp.log`.

6.  Restart the lamp:

    ```
    Restart-Lamp -House <House FQDN>
    ```

    For example:

    ```
    Restart-Lamp -House villa.example.com
    ```

7.  Look at the result:

    ```xml
    <lamp state="on"/>
    ```

| Setting | Meaning |
|---|:-:|
| **Type** | What it is |
| Place | |

</div>
"#;
    let old_de = r#"# Wechseln einer Lampe in Beacon 3

_**Letztes Änderungsdatum:** 2013-02-21_

Eine Lampe wird mit dem Lampen-Manager gewechselt.

## So wechseln Sie eine Lampe

1.  Schalten Sie die Lampe aus, wenn sie brennt.

2.  Klicken Sie im Lampen-Manager mit der rechten Maustaste auf die Lampe, und klicken Sie dann auf **Lampe bearbeiten** .

    ![Dialogfeld](images/edit.png "Lampe bearbeiten")

3.  Klicken Sie auf **LED** unter **Art**, und klicken Sie dann auf **OK**.

    > [!WARNING]
    > Die <strong>Art</strong> kann später nicht geändert werden.<br/>Der Ort auch nicht.

4.  Bei einer alten Fassung überspringen Sie die letzten beiden Schritte. Fahren Sie sonst mit Schritt 5 fort.

5.  Führen Sie in jedem Haus Folgendes aus:

        <system drive>\Program Files\Beacon 3\Deployment\LampSetup.exe

    Das kann eine Minute dauern:

      - Warten Sie.

      - Sehen Sie `lamp.log` an.

6.  Starten Sie die Lampe neu:

        Restart-Lamp -House <FQDN des Hauses>

    Beispiel:

        Restart-Lamp -House villa.example.com

7.  Sehen Sie das Ergebnis an:

    ```xml
    <lamp state="on"/>
    ```

| Einstellung | Bedeutung |
|---|:-:|
| **Art** | Was sie ist |
| Ort | |
"#;
    let new_en = r#"# Change a lamp in Beacon Pro

A lamp is changed with Lamp Manager.

## To change a lamp

1. If the lamp is lit, switch it off.

2. In Lamp Manager, right-click the lamp, and then click **Edit Lamp**.

3. Under **Type**, click **LED**, and then click **OK**.

   > [!NOTE]
   > The **Type** can not be changed later.

4. If the socket is old, skip the final steps in this procedure. Otherwise go on with step 5.

5. On every house, run the following:

   ```powershell
   <system drive>\Program Files\Beacon Pro\Deployment\LampSetup.exe
   ```

   This may take a minute:

   - Wait.

   - Look at `lamp.log`.

6. Write the new serial number on the lamp.

10. Restart the lamp:

   ```powershell
   Restart-Lamp -House <House FQDN>
   ```

11. Look at the result:

    ```xml
    <lamp state="on" serial="1"/>
    ```

## See also

[Buy a lamp](buy.md)
"#;
    let new_de = r#"# Wechseln einer Lampe in Beacon Pro

Eine Lampe wird mit dem Lampen-Manager gewechselt.

Sie brauchen eine Leiter.

## So wechseln Sie eine Lampe

1. Schalten Sie die Lampe aus, wenn sie brennt.

2. Klicken Sie im Lampen-Manager mit der rechten Maustaste auf die Lampe, und klicken Sie dann **auf Lampe bearbeiten.**

3. Klicken Sie auf **LED** unter **Art**, und klicken Sie dann auf **OK**.

   > [!NOTE]
   > Die **Art** kann später nicht geändert werden.

4. Bei einer alten Fassung überspringen Sie die letzten Schritte. Fahren Sie sonst mit Schritt 5 fort.

5. Führen Sie in jedem Haus Folgendes aus:

   ```powershell
   <system drive>\Program Files\Beacon Pro\Deployment\LampSetup.exe
   ```

   Das kann eine Minute dauern:

   - Warten Sie.

   - Sehen Sie `lamp.log` an.

6. Schreiben Sie die neue Seriennummer auf die Lampe.

7. Starten Sie die Lampe neu:

   ```powershell
   Restart-Lamp -House <House FQDN>
   ```

8. Sehen Sie das Ergebnis an:

    ```xml
    <lamp state="on" serial="1"/>
    ```

## Siehe auch

[Lampe kaufen](buy.md)
"#;
    assert_snapshot!(shown(&[
        ("beacon-3", "en", old_en),
        ("beacon-3", "de", old_de),
        ("beacon-pro", "en", new_en),
        ("beacon-pro", "de", new_de),
    ]));
}

/// A block that only one language has is said, and kept where words can be empty elsewhere.
#[test]
fn what_only_one_language_has() {
    let en = "\
# Lamps

## Change

1. Switch off.

   Wait.

2. Run:

   ```
   Restart-Lamp
   ```

   > [!TIP]
   > Look away.

- one
- two
";
    let de = "\
# Lampen

Nur hier.

## Wechseln

1. Ausschalten.

   Warten.

   Noch warten.

2. Ausführen:

   ```
   Restart-Lamp
   ```

3. Freuen.

- eins
- zwei
- drei

| a |
|---|
| b |
";
    assert_snapshot!(shown(&[("beacon-3", "en", en), ("beacon-3", "de", de)]));
}

/// A list that breaks because a block stands too far to the left is one procedure, and that is said.
#[test]
fn a_broken_list() {
    let en = "\
# Lamps

9. Switch off.

10. Run:

   ```
   Restart-Lamp
   ```

11. Wait.
";
    assert_snapshot!(shown(&[("beacon-3", "en", en)]), @r#"
    lamp in en
    variant beacon-3: en Beacon 3
    title (title)
        en beacon-3: Lamps
    steps
      1 (switch-off)
          en beacon-3: Switch off.
      2 (run-restart-lamp)
          en beacon-3: Run:
        run "Restart-Lamp"
      3 (wait)
          en beacon-3: Wait.
    ! beacon-3.en.md:7:4: the list breaks here, and goes on with number 11: what stands between is part of step 10 now
    "#);
}

/// Products whose pages are arranged in different ways share what they have in common.
#[test]
fn a_product_that_has_more() {
    let old = "\
# Lamps

## Change a lamp

1. Switch the lamp off at the wall.
2. Unscrew the lamp.

| Type | Watt |
|---|---|
| LED | 5 |
";
    let new = "\
# Lamps

## Buy a lamp

1. Go to the shop in the town.
2. Pay the lamp.

### Change a lamp

1. Switch the lamp off at the wall.
2. Wait until the lamp is cold.
3. Unscrew the lamp.

| Type | Watt |
|---|---|
| LED | 5 |
| Halogen | 40 |
";
    assert_snapshot!(shown(&[("beacon-3", "en", old), ("beacon-pro", "en", new)]), @r#"
    lamp in en
    variant beacon-3: en Beacon 3
    variant beacon-pro: en Beacon Pro
    title (title)
        en: Lamps
    heading 2 [beacon-3] (change-lamp)
        en beacon-3: Change a lamp
    heading 2 [beacon-pro] (buy-lamp)
        en beacon-pro: Buy a lamp
    steps [beacon-pro]
      1 [beacon-pro] (go-shop-town)
          en beacon-pro: Go to the shop in the town.
      2 [beacon-pro] (pay-lamp)
          en beacon-pro: Pay the lamp.
    heading 3 [beacon-pro] (change-lamp-2)
        en beacon-pro: Change a lamp
    steps
      3 (switch-lamp-off-wall)
          en: Switch the lamp off at the wall.
      4 [beacon-pro] (wait-until-lamp-cold)
          en beacon-pro: Wait until the lamp is cold.
      5 (unscrew-lamp)
          en: Unscrew the lamp.
    table [beacon-3] type-watt
      column type Default (type-watt-type)
          en beacon-3: Type
      column watt Default (type-watt-watt)
          en beacon-3: Watt
      row led
        cell (type-watt-led-type)
            en beacon-3: LED
        cell (type-watt-led-watt)
            en beacon-3: 5
    table [beacon-pro] type-watt-2
      column type Default (type-watt-2-type)
          en beacon-pro: Type
      column watt Default (type-watt-2-watt)
          en beacon-pro: Watt
      row led
        cell (type-watt-2-led-type)
            en beacon-pro: LED
        cell (type-watt-2-led-watt)
            en beacon-pro: 5
      row halogen
        cell (type-watt-2-halogen-type)
            en beacon-pro: Halogen
        cell (type-watt-2-halogen-watt)
            en beacon-pro: 40
    "#);
}

/// Bold that is no label stays bold; a label written in two ways is one entry.
#[test]
fn bold_text() {
    let en = "\
# Lamps

1. **Note:** click **Edit Lamp**, and then **OK**.
2. Click **Edit lamp** or **Edit Lamp** again.
3. **Do not touch the lamp while it is hot.** Run **Restart-Lamp**.
4. **Everything**
5. Click **a lamp** in **Lamps**.
";
    let de = "\
# Lampen

1. **Hinweis:** klicken Sie auf **OK** und **Lampe bearbeiten**.
2. Klicken Sie auf **Lampe bearbeiten** oder **Lampe ändern**.
3. **Berühren Sie die Lampe nicht, solange sie heiß ist.** Führen Sie **Restart-Lamp** aus.
4. **Alles**
5. Klicken Sie auf **eine Lampe**.
";
    assert_snapshot!(shown(&[("beacon-3", "en", en), ("beacon-3", "de", de)]), @r#"
    lamp in en de
    variant beacon-3: de Beacon 3, en Beacon 3
    title (title)
        de beacon-3: Lampen
        en beacon-3: Lamps
    steps
      1 (note-edit-lamp-ok)
          de beacon-3: **Hinweis:** klicken Sie auf **{ui-ok}** und **{ui-edit-lamp}**.
          en beacon-3: **Note:** click **{ui-edit-lamp}**, and then **{ui-ok}**.
      2 (edit-lamp-again)
          de beacon-3: Klicken Sie auf **{ui-edit-lamp}** oder **Lampe ändern**.
          en beacon-3: Click **Edit lamp** or **{ui-edit-lamp}** again.
      3 (touch-lamp-while-hot)
          de beacon-3: **Berühren Sie die Lampe nicht, solange sie heiß ist.** Führen Sie **Restart-Lamp** aus.
          en beacon-3: **Do not touch the lamp while it is hot.** Run **Restart-Lamp**.
      4 (everything)
          de beacon-3: **Alles**
          en beacon-3: **Everything**
      5 (lamp-lamps)
          de beacon-3: Klicken Sie auf **eine Lampe**.
          en beacon-3: Click **a lamp** in **{ui-lamps}**.
    label ui-edit-lamp: de Lampe bearbeiten | en Edit Lamp
    label ui-ok: de OK | en OK
    label ui-lamps: en Lamps
    ! beacon-3.en.md:4:4: the label `ui-edit-lamp` is “Edit Lamp” in the glossary and stands otherwise here: kept to the letter
    ! beacon-3.de.md:4:4: the label `ui-edit-lamp` is “Lampe bearbeiten” in the glossary and stands otherwise here: kept to the letter
    ! beacon-3.de.md:7:4: the label `ui-lamps` has no certain text in `de`: kept to the letter
    "#);
}

/// Bold on the wrong words, as machine translation has it: a label's text is what the places agree
/// on, and wherever that stands, the label does.
#[test]
fn bold_on_the_wrong_words() {
    let en = "\
# Lamps

1. Click **Next**, and then click **Lamps**.
2. Click **Next**.
3. Under **Actions**, click **Edit Lamp**.
4. Click **Lamps**, and then **Actions**.
";
    let de = "\
# Lampen

1. Klicken Sie auf **\"Lampen\".**, nachdem **Sie auf \"Weiter\"** geklickt haben.
2. Klicken **Sie auf** Weiter.
3. Klicken **Sie auf** \"Aktionen\" und **dann auf Lampe bearbeiten.**
4. Klicken Sie auf **Lampen** und auf **Tätigkeiten**.
";
    assert_snapshot!(shown(&[("beacon-3", "en", en), ("beacon-3", "de", de)]), @r#"
    lamp in en de
    variant beacon-3: de Beacon 3, en Beacon 3
    title (title)
        de beacon-3: Lampen
        en beacon-3: Lamps
    steps
      1 (click-lamps)
          de beacon-3: Klicken Sie auf **"{ui-lamps}".**, nachdem **Sie auf "Weiter"** geklickt haben.
          en beacon-3: Click **{ui-next}**, and then click **{ui-lamps}**.
      2 (click-next)
          de beacon-3: Klicken **Sie auf** Weiter.
          en beacon-3: Click **{ui-next}**.
      3 (edit-lamp)
          de beacon-3: Klicken **Sie auf** "Aktionen" und **dann auf {ui-edit-lamp}.**
          en beacon-3: Under **{ui-actions}**, click **{ui-edit-lamp}**.
      4 (lamps-actions)
          de beacon-3: Klicken Sie auf **{ui-lamps}** und auf **{ui-actions}**.
          en beacon-3: Click **{ui-lamps}**, and then **{ui-actions}**.
    label ui-next: en Next
    label ui-lamps: de Lampen | en Lamps
    label ui-actions: de Tätigkeiten | en Actions
    label ui-edit-lamp: de Lampe bearbeiten | en Edit Lamp
    ! beacon-3.de.md:3:4: the label `ui-next` has no certain text in `de`: kept to the letter (at 2 places)
    ! beacon-3.de.md:5:4: the label `ui-actions` is “Tätigkeiten” in the glossary and stands otherwise here: kept to the letter
    "#);
}

/// Where no page is in the leading language, a product's first page leads it.
#[test]
fn languages_that_do_not_meet() {
    let en = "# Lamps\n\n1. Switch off 2 lamps with `Stop-Lamp`.\n2. Restart-Lamp, then wait.\n";
    let de = "# Lampen\n\n1. Schalten Sie 2 Lampen mit `Stop-Lamp` aus.\n2. Warten Sie.\n";
    assert_snapshot!(shown(&[("beacon-3", "en", en), ("beacon-pro", "de", de)]), @r#"
    lamp in en de
    variant beacon-3: en Beacon 3
    variant beacon-pro: de Beacon Pro
    title (title)
        de beacon-3: Lamps
        de beacon-pro: Lampen
        en beacon-3: Lamps
    steps
      1 (switch-off-lamps-stop)
          de beacon-3: Switch off 2 lamps with `Stop-Lamp`.
          de beacon-pro: Schalten Sie 2 Lampen mit `Stop-Lamp` aus.
          en beacon-3: Switch off 2 lamps with `Stop-Lamp`.
      2 (restart-lamp-wait)
          de beacon-3: Restart-Lamp, then wait.
          de beacon-pro: Warten Sie.
          en beacon-3: Restart-Lamp, then wait.
    ! no page in `de` for `beacon-3`: 0 of its texts are those of another product that says the same in `en`, 3 stand in `en`
    "#);
}

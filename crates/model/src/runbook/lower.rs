//! From what is written to what is meant: names are resolved, and what can not be meant is found.

use std::sync::Arc;

use super::arrange::PART_KIND;
use super::syntax::{self, Otherwise};
use super::template::{RawPiece, cut};
use super::{
    Act, At, Check, Condition, Content, Evidence, Group, ItemName, Items, List, Note, Outcome,
    OutcomeRule, Parameter, PartId, Piece, QuestionId, Records, Reference, Repeats, Rolling,
    Runbook, RunbookId, Step, StepId, Template, Tolerated, UndoneBy, ValueType, Variant, VariantId,
    is_kebab, is_name, sha256,
};
use crate::yaml::{Entries, OneOrEach, Spanned};
use runproof_core::diagnostic::{Code, Diagnostic, Location, Source, Span, codes, did_you_mean};

codes! {
    /// A name that is not of the form that names have.
    ///
    /// Ids of runbooks, variants, steps and parts become paths, anchors and Fluent identifiers:
    /// they are lower case, of words and digits with single hyphens (`run-bootstrapper`).
    /// Parameters, questions and facts may have `_` (`pools_exist`). An id such as
    /// `../../etc/passwd` would leave the output folder.
    ///
    /// Rename it.
    pub INVALID_NAME = "invalid-name", Error;

    /// The same name for two things.
    ///
    /// Catalogs, captures and reports know a step by its id, and a command knows a value by its
    /// name: a name that means two things means neither. Rename one of the two.
    pub DUPLICATE_NAME = "duplicate-name", Error;

    /// A name of something that is not there: a question, a variant, a step, an item, an outcome.
    ///
    /// Correct the name, or declare what it names.
    pub DANGLING_NAME = "dangling-name", Error;

    /// A name in braces that nothing in the definition gives a value to.
    ///
    /// `{variant.name}` is a fact of the variants, `{name}` a parameter or the item of a
    /// `for_each`, `{item.field}` a field of such an item.
    ///
    /// Declare the parameter or the fact, correct the name, or write `{{name}}` where the shell
    /// itself shall see `{name}`.
    pub UNKNOWN_VALUE = "unknown-value", Error;

    /// A command that needs an item where the step is not carried out for each of them.
    ///
    /// `{pool.fqdn}` has a value only where the step or its command has `for_each: pool`, or a
    /// list inside of it. Add the `for_each`.
    pub UNBOUND_ITEM = "unbound-item", Error;

    /// A fact that one of the variants lacks, although one of its steps needs it.
    ///
    /// The document of that variant would have a hole where the path stands. Add the fact, or
    /// restrict the step with `variants`.
    pub MISSING_FACT = "missing-fact", Error;

    /// A step that is nothing, or two things at once.
    ///
    /// A step has exactly one of `by: hand`, `decide`, `run` and `commands`, and what belongs to
    /// one of them (`otherwise` to a decision, `until` and `expect` to `run`, `evidence` to
    /// `by: hand`) stands with no other.
    pub STEP_KIND = "step-kind", Error;

    /// A parameter that is declared in a way that can not be.
    ///
    /// A value has a `type`. A list has `list`, and either `type` or `fields` with a `key` that
    /// is one of them. Bounds (`count`, `at_least`, `at_most`) belong to lists, and agree.
    pub PARAMETER_KIND = "parameter-kind", Error;

    /// A command that is described in a way that can not be.
    ///
    /// Two parameters can not stand at one position, share a name, or both take what comes through
    /// the pipeline; a switch has no value, so that it has neither a position nor a default, and
    /// names no computer. What is ignored is never compared. The audit would read a captured line
    /// in two ways.
    ///
    /// Correct the parameter under `commands:`.
    pub COMMAND_TABLE = "command-table", Error;
}

/// Resolves a definition. Gives `None` only where an error was found.
pub(super) fn lower(
    written: syntax::Runbook,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Runbook> {
    let before = findings.len();
    let mut lowering = Lowering {
        source,
        findings,
        steps: written
            .steps
            .iter()
            .map(|step| step.value.id.value.clone())
            .collect(),
    };
    let runbook = lowering.runbook(written);
    let failed = findings[before..].iter().any(Diagnostic::is_error);
    (!failed).then_some(runbook)
}

pub(super) struct Lowering<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) findings: &'a mut Vec<Diagnostic>,
    /// The ids of all steps.
    steps: Vec<String>,
}

/// What the names in a template may be.
struct Scope<'a> {
    variants: &'a [Variant],
    /// The variants that use the template.
    used_by: &'a [usize],
    parameters: &'a [Parameter],
    /// The items that have a value, outermost first.
    items: Vec<&'a List>,
}

impl Lowering<'_> {
    fn runbook(&mut self, written: syntax::Runbook) -> Runbook {
        self.kebab(&written.id, "a runbook's id");
        let variants = self.variants(written.variants);
        let parameters = self.parameters(written.parameters);
        self.reserved(&variants, &parameters);
        let questions: Vec<QuestionId> = self
            .unique(written.questions, "question")
            .into_iter()
            .map(|question| {
                self.name(&question, "a question's name");
                QuestionId(question.value.into())
            })
            .collect();
        let note_span = written.notes.first().map(|note| note.id.span);
        let mut runbook = Runbook {
            id: RunbookId(written.id.value.into()),
            revision: written.revision.value,
            language: written
                .language
                .map_or_else(|| "en".to_owned(), |l| l.value),
            shell: written.shell,
            elevated: written.elevated,
            variants,
            parameters,
            questions,
            steps: Vec::new(),
            rolling: Vec::new(),
            outcomes: Vec::new(),
            notes: self.notes(written.notes),
            page: None,
            tables: self.tables(written.shell, written.commands, written.allow),
            source: Arc::clone(self.source),
            sha256: sha256(self.source.text()),
        };
        runbook.outcomes = self.outcomes(written.outcomes, &runbook);
        let ids: Vec<Spanned<String>> = written.steps.iter().map(|s| s.value.id.clone()).collect();
        self.unique(ids.clone(), "step");
        for step in written.steps {
            let step = self.step(step.value, &ids, &runbook);
            runbook.steps.push(step);
        }
        runbook.rolling = written
            .rolling
            .into_iter()
            .filter_map(|rolling| self.rolling(rolling, &runbook))
            .collect();
        if let Some(page) = written.page {
            if let Some(note) = runbook.notes.first() {
                self.find(
                    &PART_KIND,
                    note_span.unwrap_or(page.span),
                    format!("`notes` beside `page`: nothing would show `{}`", note.id),
                    "write each as a part of the page: `- note: [ { text: … } ]`",
                );
            }
            runbook.page = Some(self.page(page.value, &runbook));
        }
        runbook
    }

    fn variants(&mut self, written: Entries<Option<Entries<Spanned<String>>>>) -> Vec<Variant> {
        let mut variants = Vec::new();
        if written.0.is_empty() {
            self.find(
                &super::check::VARIANT_WITHOUT_STEPS,
                Span::default(),
                "there is no variant",
                "add one under `variants:`; its name is that of a product version",
            );
        }
        for (id, facts) in written.0 {
            self.kebab(&id, "a variant's id");
            let facts = facts.unwrap_or_default().0;
            for (name, _) in &facts {
                self.name(name, "a fact's name");
            }
            variants.push(Variant {
                id: VariantId(id.value.into()),
                facts: facts.into_iter().map(|(n, v)| (n.value, v.value)).collect(),
                span: id.span,
            });
        }
        variants
    }

    fn parameters(&mut self, written: Entries<syntax::Parameter>) -> Vec<Parameter> {
        let parameters = written.0.into_iter();
        parameters
            .filter_map(|(name, parameter)| self.parameter(name, parameter))
            .collect()
    }

    fn parameter(
        &mut self,
        name: Spanned<String>,
        written: syntax::Parameter,
    ) -> Option<Parameter> {
        self.name(&name, "a parameter's name");
        let value = written.kind.as_ref().map(|kind| ValueType {
            kind: kind.value,
            placeholder: written.placeholder.as_ref().map_or_else(
                || format!("<{}>", name.value),
                |placeholder| placeholder.value.clone(),
            ),
            default: written
                .default
                .as_ref()
                .map(|default| default.value.clone()),
        });
        let content = match (&written.list, value, written.fields) {
            (None, Some(value), None) => {
                for bound in [&written.count, &written.at_least, &written.at_most]
                    .into_iter()
                    .flatten()
                {
                    self.find(
                        &PARAMETER_KIND,
                        bound.span,
                        "a bound of a parameter that is no list",
                        "add `list: <name of one item>`, or remove the bound",
                    );
                }
                Some(Content::Value(value))
            }
            (Some(item), Some(value), None) => {
                let count = self.count(&written.count, &written.at_least, &written.at_most);
                Some(Content::List(List {
                    item: ItemName(item.value.as_str().into()),
                    count,
                    items: Items::Values(value),
                }))
            }
            (Some(item), None, Some(fields)) => {
                let count = self.count(&written.count, &written.at_least, &written.at_most);
                let fields = self.parameters(fields);
                let key = self.key(&name, written.key.as_ref(), &fields);
                key.map(|key| {
                    Content::List(List {
                        item: ItemName(item.value.as_str().into()),
                        count,
                        items: Items::Records { key, fields },
                    })
                })
            }
            (None, _, Some(_)) => {
                self.find(
                    &PARAMETER_KIND,
                    name.span,
                    "`fields` without `list`",
                    "add `list: <name of one item>`",
                );
                None
            }
            (Some(_), Some(_), Some(_)) => {
                self.find(
                    &PARAMETER_KIND,
                    name.span,
                    "both `type` and `fields`",
                    "a list holds values (`type`) or records (`fields`): remove one of the two",
                );
                None
            }
            (_, None, None) => {
                self.find(
                    &PARAMETER_KIND,
                    name.span,
                    format!("`{}` has no `type`", name.value),
                    "add `type: text`, `host`, `path`, `url`, `integer` or `hex`",
                );
                None
            }
        };
        if let Some(item) = &written.list {
            self.name(item, "an item's name");
        }
        Some(Parameter {
            name: name.value,
            span: name.span,
            content: content?,
        })
    }

    fn key(
        &mut self,
        parameter: &Spanned<String>,
        key: Option<&Spanned<String>>,
        fields: &[Parameter],
    ) -> Option<usize> {
        let is_value = |field: &&Parameter| matches!(field.content, Content::Value(_));
        let Some(key) = key else {
            self.find(
                &PARAMETER_KIND,
                parameter.span,
                "a list of records without `key`",
                "add `key: <the field that names a record>`",
            );
            return None;
        };
        let found = fields
            .iter()
            .position(|field| field.name == key.value && is_value(&field));
        if found.is_none() {
            let names = fields
                .iter()
                .filter(is_value)
                .map(|field| field.name.as_str());
            self.dangling(key, "field of one value", names);
        }
        found
    }

    fn count(
        &mut self,
        count: &Option<Spanned<u32>>,
        least: &Option<Spanned<u32>>,
        most: &Option<Spanned<u32>>,
    ) -> std::ops::Range<u32> {
        if let Some(count) = count {
            if let Some(other) = least.as_ref().or(most.as_ref()) {
                self.find(
                    &PARAMETER_KIND,
                    other.span,
                    "a bound beside `count`",
                    "`count` is both bounds: remove one of them",
                );
            }
            return count.value..count.value.saturating_add(1);
        }
        let start = least.as_ref().map_or(0, |least| least.value);
        let end = most
            .as_ref()
            .map_or(u32::MAX, |most| most.value.saturating_add(1));
        if let (Some(most), true) = (most, end <= start) {
            self.find(
                &PARAMETER_KIND,
                most.span,
                "`at_most` is less than `at_least`",
                "exchange them, or write `count`",
            );
        }
        start..end.max(start + 1)
    }

    /// Facts, parameters and items share one space of names, since messages use them side by side.
    fn reserved(&mut self, variants: &[Variant], parameters: &[Parameter]) {
        const OWN: [&str; 8] = [
            "variant",
            "steps",
            "step",
            "remaining",
            "first",
            "last",
            "change",
            "product",
        ];
        let mut names: Vec<(String, Span)> = Vec::new();
        for parameter in parameters {
            collect_names(parameter, true, &mut names);
        }
        for (index, (name, span)) in names.iter().enumerate() {
            if OWN.contains(&name.as_str()) || name.starts_with("step-") {
                self.find(
                    &DUPLICATE_NAME,
                    *span,
                    format!("`{name}` is a name of the program's own"),
                    "choose another name",
                );
            } else if names[..index].iter().any(|(other, _)| other == name) {
                self.find(
                    &DUPLICATE_NAME,
                    *span,
                    format!("`{name}` is the name of two things"),
                    "rename one of them: messages and commands know a value by its name alone",
                );
            } else if variants
                .iter()
                .any(|v| v.facts.iter().any(|(fact, _)| fact == name))
            {
                self.find(
                    &DUPLICATE_NAME,
                    *span,
                    format!("`{name}` is a fact of a variant as well"),
                    "rename one of them: messages know a value by its name alone",
                );
            }
        }
    }

    fn outcomes(&mut self, written: Entries<syntax::Outcome>, runbook: &Runbook) -> Vec<Outcome> {
        let all: Vec<usize> = (0..runbook.variants.len()).collect();
        let mut outcomes = Vec::new();
        for (name, outcome) in written.0 {
            self.kebab(&name, "an outcome's name");
            let rule = match outcome {
                syntax::Outcome::Silence(_) => OutcomeRule::Silence,
                syntax::Outcome::Line(line) => {
                    // An outcome may be used by steps for each of several items; what it names
                    // beyond parameters is checked where it is used.
                    let scope = Scope {
                        variants: &runbook.variants,
                        used_by: &all,
                        parameters: &runbook.parameters,
                        items: Vec::new(),
                    };
                    OutcomeRule::Line(self.template(&line, &scope))
                }
                syntax::Outcome::Records(records) => OutcomeRule::Records(self.records(records)),
            };
            outcomes.push(Outcome {
                name: name.value,
                rule,
            });
        }
        outcomes
    }

    fn records(&mut self, written: syntax::Records) -> Records {
        let values = |entries: Entries<Vec<Spanned<String>>>| -> Vec<(String, Vec<String>)> {
            let entries = entries.0.into_iter();
            entries
                .map(|(name, values)| (name.value, values.into_iter().map(|v| v.value).collect()))
                .collect()
        };
        let fields: Vec<String> = written
            .reached
            .0
            .iter()
            .map(|(n, _)| n.value.clone())
            .collect();
        let mut unknown = Vec::new();
        for (name, _) in &written.failed.0 {
            if !fields.contains(&name.value) {
                unknown.push(name.clone());
            }
        }
        for tolerated in &written.tolerated {
            if !fields.contains(&tolerated.field.value) {
                unknown.push(tolerated.field.clone());
            }
        }
        for name in unknown {
            self.dangling(
                &name,
                "field under `reached`",
                fields.iter().map(String::as_str),
            );
        }
        Records {
            key: written.key.value,
            reached: values(written.reached),
            failed: values(written.failed),
            tolerated: written
                .tolerated
                .into_iter()
                .map(|tolerated| Tolerated {
                    record: tolerated.record.value,
                    field: tolerated.field.value,
                    value: tolerated.value.value,
                    in_at_most: tolerated.in_at_most,
                })
                .collect(),
        }
    }

    fn step(
        &mut self,
        mut written: syntax::Step,
        ids: &[Spanned<String>],
        runbook: &Runbook,
    ) -> Step {
        self.kebab(&written.id, "a step's id");
        let variants = self.restriction(written.variants.as_deref(), runbook);
        let mut conditions = Vec::new();
        let asked = [
            (std::mem::take(&mut written.when), true),
            (std::mem::take(&mut written.unless), false),
        ];
        for (questions, answer) in asked {
            for question in questions.0 {
                if let Some(question) = self.question(&question, runbook) {
                    conditions.push(Condition { question, answer });
                }
            }
        }
        let after = written.after.take().map(|steps| {
            let names = || ids.iter().map(|id| id.value.as_str());
            for step in &steps {
                if !names().any(|name| name == step.value) {
                    self.dangling(step, "step", names());
                }
            }
            steps
                .into_iter()
                .map(|step| StepId(step.value.into()))
                .collect()
        });
        let for_each = written.for_each.take();
        let for_each = for_each.and_then(|item| self.item(&item, runbook));
        let at = self.at(written.at.take(), for_each.as_ref(), runbook);
        let enclosing: Vec<&List> = for_each
            .iter()
            .flat_map(|item| runbook.path_of(item))
            .collect();
        let body = written.body.take();
        let body = body.map(|body| self.body(body.value, &variants, &enclosing, runbook));
        match &body {
            Some(body) => {
                self.beside_body(&written);
                self.kind_with_body(&written, &variants, &body.groups, runbook);
            }
            None => self.kind_of_step(&written),
        }
        let (body, run_in_body) = match body {
            Some(body) => (Some(body.parts), body.groups),
            None => (None, Vec::new()),
        };
        let act = if let Some(question) = &written.decide {
            Act::Decide {
                question: self
                    .question(question, runbook)
                    .unwrap_or_else(|| QuestionId(question.value.as_str().into())),
                otherwise: written.otherwise.map_or(Otherwise::Continue, |o| o.value),
            }
        } else if !run_in_body.is_empty() {
            Act::Run(run_in_body)
        } else if let Some(run) = written.run {
            let group = syntax::Group {
                id: None,
                for_each: None,
                run,
                until: written.until,
                expect: written.expect,
                undone_by: Vec::new(),
            };
            Act::Run(vec![self.group(group, &variants, &enclosing, runbook)])
        } else if let Some(commands) = written.commands {
            let groups = commands.value.into_iter();
            Act::Run(
                groups
                    .map(|group| self.group(group, &variants, &enclosing, runbook))
                    .collect(),
            )
        } else {
            let scope = self.scope(&variants, enclosing.clone(), runbook);
            Act::ByHand {
                evidence: written
                    .evidence
                    .iter()
                    .map(|evidence| match evidence {
                        syntax::Evidence::Program(t) => Evidence::Program(self.template(t, &scope)),
                        syntax::Evidence::Command(t) => Evidence::Command(self.template(t, &scope)),
                    })
                    .collect(),
            }
        };
        let scope = self.scope(&variants, enclosing, runbook);
        let undone_by = self.undone_by(written.undone_by, &scope);
        let step = Step {
            span: written.id.span,
            id: StepId(written.id.value.into()),
            variants,
            conditions,
            after,
            for_each,
            at,
            act,
            results: written
                .results
                .into_iter()
                .map(|result| {
                    self.kebab(&result, "a result's name");
                    PartId(result.value.into())
                })
                .collect(),
            notes: self.notes(written.notes),
            undone_by,
            body,
        };
        self.attributes(&step);
        step
    }

    /// What undoes a step or a command.
    fn undone_by(&mut self, written: Vec<syntax::UndoneBy>, scope: &Scope<'_>) -> Vec<UndoneBy> {
        let lowered = written.into_iter().map(|one| match one {
            syntax::UndoneBy::Step(step) => {
                if !self.steps.contains(&step.value) {
                    let known = self.steps.clone();
                    self.dangling(&step, "step", known.iter().map(String::as_str));
                }
                UndoneBy::Step(StepId(step.value.into()))
            }
            syntax::UndoneBy::Command(text) => UndoneBy::Command(self.template(&text, scope)),
            syntax::UndoneBy::Program(text) => UndoneBy::Program(self.template(&text, scope)),
        });
        lowered.collect()
    }

    /// A step is one thing, and has what belongs to it.
    fn kind_of_step(&mut self, written: &syntax::Step) {
        let kinds = [
            ("by", written.by.as_ref().map(|by| by.span)),
            ("decide", written.decide.as_ref().map(|decide| decide.span)),
            ("run", written.run.as_ref().map(|run| run.span)),
            (
                "commands",
                written.commands.as_ref().map(|commands| commands.span),
            ),
        ];
        let given: Vec<&str> = kinds
            .iter()
            .filter(|(_, s)| s.is_some())
            .map(|(n, _)| *n)
            .collect();
        if given.len() != 1 {
            let message = match given.as_slice() {
                [] => "the step says neither who carries it out nor what is run".to_owned(),
                many => format!("`{}` in one step", many.join("` and `")),
            };
            self.find(
                &STEP_KIND,
                written.id.span,
                message,
                "write exactly one of `by: hand`, `decide`, `run` and `commands`",
            );
        }
        self.belongs(
            written.otherwise.as_ref().map(|o| o.span),
            "otherwise",
            "decide",
            &given,
        );
        self.belongs(
            written.until.as_ref().map(|u| u.span),
            "until",
            "run",
            &given,
        );
        self.belongs(
            written.expect.as_ref().map(|e| e.span),
            "expect",
            "run",
            &given,
        );
        if !written.evidence.is_empty() {
            self.belongs(Some(written.id.span), "evidence", "by", &given);
        }
    }

    /// The attributes of a step's message must not mean two things.
    fn attributes(&mut self, step: &Step) {
        let groups = match &step.act {
            Act::Run(groups) => groups
                .iter()
                .filter_map(|group| group.id.as_ref())
                .collect(),
            _ => Vec::new(),
        };
        let notes = step.notes.iter().map(|note| &note.id);
        let mut names: Vec<&str> = vec!["title", "if-yes", "if-no", "yes", "no"];
        for part in step.results.iter().chain(notes).chain(groups) {
            if names.contains(&part.as_str()) {
                self.find(
                    &DUPLICATE_NAME,
                    step.span,
                    format!("`{part}` is the name of two parts of the step"),
                    "results, notes and commands of a step share its message's attributes, with \
                     `title`, `if-yes`, `if-no`, `yes` and `no`: rename one",
                );
            }
            names.push(part.as_str());
        }
    }

    pub(super) fn restriction(
        &mut self,
        names: Option<&[Spanned<String>]>,
        runbook: &Runbook,
    ) -> Vec<usize> {
        let Some(names) = names else {
            return (0..runbook.variants.len()).collect();
        };
        let mut variants = Vec::new();
        for name in names {
            match runbook
                .variants
                .iter()
                .position(|v| v.id.as_str() == name.value)
            {
                Some(index) if variants.contains(&index) => self.find(
                    &DUPLICATE_NAME,
                    name.span,
                    format!("`{}` is there twice", name.value),
                    "remove one of the two",
                ),
                Some(index) => variants.push(index),
                None => {
                    let known = runbook.variants.iter().map(|v| v.id.as_str());
                    self.dangling(name, "variant", known);
                }
            }
        }
        variants.sort_unstable();
        variants
    }

    fn question(&mut self, name: &Spanned<String>, runbook: &Runbook) -> Option<QuestionId> {
        let found = runbook.questions.iter().find(|q| q.as_str() == name.value);
        if found.is_none() {
            let known = runbook.questions.iter().map(QuestionId::as_str);
            self.dangling(name, "question", known);
        }
        found.cloned()
    }

    fn item(&mut self, name: &Spanned<String>, runbook: &Runbook) -> Option<ItemName> {
        let item = ItemName(name.value.as_str().into());
        if runbook.path_of(&item).is_empty() {
            let known = item_names(&runbook.parameters);
            self.dangling(
                name,
                "item of a list",
                known.iter().map(|item| item.as_str()),
            );
            return None;
        }
        Some(item)
    }

    fn at(
        &mut self,
        at: Option<Spanned<syntax::At>>,
        for_each: Option<&ItemName>,
        runbook: &Runbook,
    ) -> At {
        let Some(at) = at else {
            return At::Anywhere;
        };
        match at.value {
            syntax::At::Any(name) => self.item(&name, runbook).map_or(At::Anywhere, At::Any),
            syntax::At::This(name) => {
                let Some(item) = self.item(&name, runbook) else {
                    return At::Anywhere;
                };
                let enclosing = for_each
                    .map(|each| runbook.path_of(each))
                    .unwrap_or_default();
                if !enclosing.iter().any(|list| list.item == item) {
                    self.find(
                        &UNBOUND_ITEM,
                        at.span,
                        format!("there is no `{item}` that the step is at"),
                        format!("add `for_each: {item}`, or write `at: {{ any: {item} }}`"),
                    );
                }
                At::This(item)
            }
        }
    }

    pub(super) fn group<'r>(
        &mut self,
        written: syntax::Group,
        variants: &'r [usize],
        enclosing: &[&'r List],
        runbook: &'r Runbook,
    ) -> Group {
        if let Some(id) = &written.id {
            self.kebab(id, "a command's id");
        }
        let for_each = written.for_each.and_then(|item| self.item(&item, runbook));
        let mut items = enclosing.to_vec();
        if let Some(item) = &for_each {
            for list in runbook.path_of(item) {
                if !items.iter().any(|known| known.item == list.item) {
                    items.push(list);
                }
            }
        }
        let scope = self.scope(variants, items, runbook);
        let run = match written.run.value {
            OneOrEach::One(command) => {
                let template = self.template(&command, &scope);
                variants.iter().map(|_| template.clone()).collect()
            }
            OneOrEach::Each(commands) => self.each(commands, written.run.span, &scope),
        };
        let check = match (written.until, written.expect) {
            (Some(until), None) => self.check(&until, Repeats::UntilSeen, &scope, runbook),
            (None, Some(expect)) => self.check(&expect, Repeats::Never, &scope, runbook),
            (Some(_), Some(expect)) => {
                self.find(
                    &STEP_KIND,
                    expect.span,
                    "`expect` beside `until`",
                    "a command is repeated until an outcome is seen, or must show it at once: \
                     remove one of the two",
                );
                None
            }
            (None, None) => None,
        };
        let undone_by = self.undone_by(written.undone_by, &scope);
        Group {
            id: written.id.map(|id| PartId(id.value.into())),
            for_each,
            variants: variants.to_vec(),
            run,
            check,
            undone_by,
        }
    }

    /// One command for each variant.
    fn each(
        &mut self,
        commands: Entries<Spanned<String>>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Vec<Template> {
        for (name, _) in &commands.0 {
            let known = || {
                scope
                    .used_by
                    .iter()
                    .map(|at| scope.variants[*at].id.as_str())
            };
            if !known().any(|variant| variant == name.value) {
                self.dangling(name, "variant of this step", known());
            }
        }
        let mut run = Vec::new();
        for index in scope.used_by {
            let id = &scope.variants[*index].id;
            match commands
                .0
                .iter()
                .find(|(name, _)| name.value == id.as_str())
            {
                Some((_, command)) => {
                    let own = Scope {
                        used_by: std::slice::from_ref(index),
                        items: scope.items.clone(),
                        ..*scope
                    };
                    run.push(self.template(command, &own));
                }
                None => self.find(
                    &MISSING_FACT,
                    span,
                    format!("there is no command for the variant `{id}`"),
                    format!("add `{id}:`, or restrict the step with `variants`"),
                ),
            }
        }
        run
    }

    fn check(
        &mut self,
        name: &Spanned<String>,
        repeats: Repeats,
        scope: &Scope<'_>,
        runbook: &Runbook,
    ) -> Option<Check> {
        let Some(outcome) = runbook.outcome(&name.value) else {
            let known = runbook.outcomes.iter().map(|outcome| outcome.name.as_str());
            self.dangling(name, "outcome", known);
            return None;
        };
        if let OutcomeRule::Line(line) = &outcome.rule {
            for piece in &line.pieces {
                if let Piece::Hole(Reference::Fact(fact)) = piece {
                    self.fact(fact, name.span, scope);
                }
            }
        }
        Some(Check {
            outcome: name.value.clone(),
            repeats,
        })
    }

    fn rolling(&mut self, written: syntax::Rolling, runbook: &Runbook) -> Option<Rolling> {
        self.kebab(&written.id, "the id of a rolling order");
        let each = self.item(&written.each, runbook)?;
        let steps = self.range(&written.from, &written.to, runbook)?;
        for step in &runbook.steps[steps.clone()] {
            if matches!(step.act, Act::Decide { .. }) {
                self.find(
                    &UNBOUND_ITEM,
                    step.span,
                    format!(
                        "`{}` is in a rolling order and has one answer for every `{each}`",
                        step.id
                    ),
                    "decide before the first of the steps, and move it out of the order",
                );
                continue;
            }
            let path = step.for_each.iter().flat_map(|item| runbook.path_of(item));
            if !path.into_iter().any(|list| list.item == each) {
                self.find(
                    &UNBOUND_ITEM,
                    step.span,
                    format!(
                        "`{}` is in a rolling order and not carried out for each `{each}`",
                        step.id
                    ),
                    format!("add `for_each: {each}` to the step, or move it out of the order"),
                );
            }
        }
        Some(Rolling {
            id: PartId(written.id.value.into()),
            each,
            steps,
        })
    }

    fn scope<'r>(
        &self,
        used_by: &'r [usize],
        items: Vec<&'r List>,
        runbook: &'r Runbook,
    ) -> Scope<'r> {
        Scope {
            variants: &runbook.variants,
            used_by,
            parameters: &runbook.parameters,
            items,
        }
    }

    fn template(&mut self, text: &Spanned<String>, scope: &Scope<'_>) -> Template {
        let trimmed = text.value.trim_end_matches(['\n', ' ']);
        let pieces = cut(trimmed)
            .into_iter()
            .filter_map(|piece| match piece {
                RawPiece::Text(text) => Some(Piece::Text(text.to_owned())),
                RawPiece::Name(name) => {
                    // The place of the name itself, where the text stands as it was written.
                    let written = self.source.slice(text.span);
                    let span = written
                        .find(&format!("{{{name}}}"))
                        .map_or(text.span, |at| {
                            let start = text.span.start as usize + at;
                            Span::new(start, start + name.len() + 2)
                        });
                    self.reference(name, span, scope).map(Piece::Hole)
                }
            })
            .collect();
        Template {
            pieces,
            span: text.span,
        }
    }

    fn reference(&mut self, name: &str, span: Span, scope: &Scope<'_>) -> Option<Reference> {
        if let Some(fact) = name.strip_prefix("variant.") {
            self.fact(fact, span, scope);
            return Some(Reference::Fact(fact.to_owned()));
        }
        let (first, field) = match name.split_once('.') {
            Some((first, field)) => (first, Some(field)),
            None => (name, None),
        };
        if let Some(list) = scope.items.iter().find(|list| list.item.as_str() == first) {
            let Some(field) = field else {
                return Some(Reference::Item(first.to_owned()));
            };
            let fields = match &list.items {
                Items::Records { fields, .. } => fields.as_slice(),
                Items::Values(_) => &[],
            };
            let values = fields
                .iter()
                .filter(|f| matches!(f.content, Content::Value(_)));
            if values.clone().any(|known| known.name == field) {
                return Some(Reference::Field {
                    item: first.to_owned(),
                    field: field.to_owned(),
                });
            }
            let known: Vec<String> = values.map(|f| format!("{first}.{}", f.name)).collect();
            self.unknown(name, span, known.iter().map(String::as_str));
            return None;
        }
        let parameter = scope.parameters.iter().find(|p| p.name == first);
        if field.is_none() && parameter.is_some_and(|p| matches!(p.content, Content::Value(_))) {
            return Some(Reference::Parameter(first.to_owned()));
        }
        let items = item_names(scope.parameters);
        if items.iter().any(|item| item.as_str() == first) {
            self.find(
                &UNBOUND_ITEM,
                span,
                format!("`{{{name}}}` has no value here"),
                format!("add `for_each: {first}` to the step or the command"),
            );
            return None;
        }
        let values = scope
            .parameters
            .iter()
            .filter(|p| matches!(p.content, Content::Value(_)));
        let mut known: Vec<String> = values.map(|p| p.name.clone()).collect();
        known.extend(scope.items.iter().map(|list| list.item.to_string()));
        for variant in scope.variants {
            known.extend(
                variant
                    .facts
                    .iter()
                    .map(|(fact, _)| format!("variant.{fact}")),
            );
        }
        known.dedup();
        self.unknown(name, span, known.iter().map(String::as_str));
        None
    }

    fn fact(&mut self, fact: &str, span: Span, scope: &Scope<'_>) {
        let has = |variant: &Variant| variant.facts.iter().any(|(name, _)| name == fact);
        if !scope.variants.iter().any(has) {
            let mut known: Vec<String> = scope
                .variants
                .iter()
                .flat_map(|variant| variant.facts.iter().map(|(n, _)| format!("variant.{n}")))
                .collect();
            known.sort();
            known.dedup();
            self.unknown(
                &format!("variant.{fact}"),
                span,
                known.iter().map(String::as_str),
            );
            return;
        }
        for index in scope.used_by {
            let variant = &scope.variants[*index];
            if !has(variant) {
                let location = Location::new(self.source, variant.span);
                self.findings.push(
                    Diagnostic::at(
                        &MISSING_FACT,
                        Location::new(self.source, span),
                        format!("the variant `{}` has no `{fact}`", variant.id),
                    )
                    .related(location, "this variant")
                    .help(format!(
                        "add `{fact}:` to it, or restrict the step with `variants`"
                    )),
                );
            }
        }
    }

    fn notes(&mut self, written: Vec<syntax::Note>) -> Vec<Note> {
        written
            .into_iter()
            .map(|note| {
                self.kebab(&note.id, "a note's id");
                Note {
                    id: PartId(note.id.value.into()),
                    kind: note.kind,
                }
            })
            .collect()
    }

    pub(super) fn belongs(&mut self, span: Option<Span>, key: &str, to: &str, given: &[&str]) {
        if let (Some(span), [kind]) = (span, given)
            && *kind != to
        {
            self.find(
                &STEP_KIND,
                span,
                format!("`{key}` belongs to `{to}`, and this step has `{kind}`"),
                if to == "run" {
                    "write it inside the command that it is about".to_owned()
                } else {
                    format!("remove `{key}`, or make it a step with `{to}`")
                },
            );
        }
    }

    pub(super) fn unique(
        &mut self,
        names: Vec<Spanned<String>>,
        what: &str,
    ) -> Vec<Spanned<String>> {
        let mut unique: Vec<Spanned<String>> = Vec::new();
        for name in names {
            if let Some(first) = unique.iter().find(|first| first.value == name.value) {
                let first = Location::new(self.source, first.span);
                self.findings.push(
                    Diagnostic::at(
                        &DUPLICATE_NAME,
                        Location::new(self.source, name.span),
                        format!("the {what} `{}` is there twice", name.value),
                    )
                    .related(first, "first here")
                    .help("rename one of the two"),
                );
            } else {
                unique.push(name);
            }
        }
        unique
    }

    pub(super) fn kebab(&mut self, name: &Spanned<String>, what: &str) {
        if !is_kebab(&name.value) {
            let suggestion = kebab_of(&name.value);
            let help = if is_kebab(&suggestion) {
                format!("write `{suggestion}`: lower case, words and digits, single hyphens")
            } else {
                "write lower-case words and digits with single hyphens: `run-bootstrapper`".into()
            };
            self.find(
                &INVALID_NAME,
                name.span,
                format!("`{}` can not be {what}", name.value),
                help,
            );
        }
    }

    fn name(&mut self, name: &Spanned<String>, what: &str) {
        if !is_name(&name.value) {
            self.find(
                &INVALID_NAME,
                name.span,
                format!("`{}` can not be {what}", name.value),
                "write lower-case letters, digits, `_` and `-`, beginning with a letter",
            );
        }
    }

    pub(super) fn dangling<'n>(
        &mut self,
        name: &Spanned<String>,
        what: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let location = Location::new(self.source, name.span);
        let message = format!("there is no {what} `{}`", name.value);
        let finding = Diagnostic::at(&DANGLING_NAME, location, message);
        self.findings
            .push(finding.maybe_help(did_you_mean(&name.value, known)));
    }

    fn unknown<'n>(&mut self, name: &str, span: Span, known: impl Iterator<Item = &'n str>) {
        let location = Location::new(self.source, span);
        let message = format!("nothing gives `{{{name}}}` a value");
        let finding = Diagnostic::at(&UNKNOWN_VALUE, location, message).help(format!(
            "write `{{{{{name}}}}}` if the shell shall see `{{{name}}}`"
        ));
        self.findings
            .push(finding.maybe_help(did_you_mean(name, known)));
    }

    pub(super) fn find(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let location = Location::new(self.source, span);
        self.findings
            .push(Diagnostic::at(code, location, message).help(help));
    }
}

/// The names by which messages and commands know a parameter: a value's own, a list's items'.
fn collect_names(parameter: &Parameter, outermost: bool, names: &mut Vec<(String, Span)>) {
    if outermost {
        names.push((parameter.name.clone(), parameter.span));
    }
    if let Content::List(list) = &parameter.content {
        names.push((list.item.to_string(), parameter.span));
        if let Items::Records { fields, .. } = &list.items {
            for field in fields {
                collect_names(field, false, names);
            }
        }
    }
}

fn item_names(parameters: &[Parameter]) -> Vec<ItemName> {
    let mut names = Vec::new();
    for parameter in parameters {
        if let Content::List(list) = &parameter.content {
            names.push(list.item.clone());
            if let Items::Records { fields, .. } = &list.items {
                names.extend(item_names(fields));
            }
        }
    }
    names
}

fn kebab_of(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

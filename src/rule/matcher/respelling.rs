//! Variables in another writing.

use std::collections::HashMap;

use crate::{
    document::{Body, Dialect, NameForm, Shape, Variable},
    text::{fold_str, narrow},
};

/// Each variable of a text in the dialect's own writing, or nothing where that is not certain: a name becomes a number
/// only where no variable of the text has a number already.
pub(super) fn respellings(dialect: &Dialect, text: &str, body: &Body) -> Vec<Option<String>> {
    let Some(form) = dialect.variable else { return vec![None; body.variables.len()] };
    let name = |variable: &Variable| &text[variable.name.clone()];
    let numbers: Vec<Option<usize>> = match form.name {
        NameForm::Number => in_order(body.variables.iter().map(|variable| (variable.shape, name(variable)))),
        NameForm::Identifier => Vec::new(),
    };
    let spelled = |(place, variable): (usize, _)| match form.name {
        NameForm::Identifier => {
            let name: String = name(variable).chars().map(narrow).collect();
            (!name.is_empty()).then(|| form.shape.write(&name))
        }
        NameForm::Number => {
            numbers[place].filter(|&number| number < usize::MAX).map(|number| form.shape.write(&number.to_string()))
        }
    };
    body.variables.iter().enumerate().map(spelled).collect()
}

/// The numbers that variables have, or would have if they were counted in the order of their first appearance.
fn in_order<'t>(variables: impl Iterator<Item = (Shape, &'t str)>) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let (mut counted, mut stated, mut last) = (Vec::new(), Vec::new(), 0);
    for (shape, name) in variables {
        stated.push(number(name));
        let mut next = || {
            last += 1;
            last
        };
        // Values without a name are told apart by their place alone.
        let nameless = name.is_empty() || shape == Shape::Percent;
        counted.push(if nameless { next() } else { *places.entry(name).or_insert_with(next) });
    }
    let any_stated = stated.iter().any(Option::is_some);
    stated.into_iter().zip(counted).map(|(stated, counted)| stated.or((!any_stated).then_some(counted))).collect()
}

/// The value of a name that is a number, in half-width or full-width digits; the greatest there is for greater ones.
pub(super) fn number(name: &str) -> Option<usize> {
    let digits = fold_str(name);
    let numeric = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    numeric.then(|| digits.parse().unwrap_or(usize::MAX))
}

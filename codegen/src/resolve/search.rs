//! One search for a name: what was found on the way, and what is being looked for.
//!
//! Modules may take in each other's names in circles. What comes back to a name that is being looked for is answered by
//! what the round before found there, at first nothing, and rounds are repeated until they agree. Within a round each name
//! of a module is looked for once, however many ways lead there.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::namespace::Namespace;
use super::resolver::{Entity, ModulePlace};

/// How long a chain of imports may be: it is followed on the stack.
const DEEPEST: usize = 128;

/// How often a circle is gone round; two rounds agree unless imports in it hide each other.
const ROUNDS: usize = 8;

/// A name in a module, and who looks at it.
pub type Wanted<'n> = (ModulePlace, Namespace, &'n str, Option<ModulePlace>);

/// What it is; `Err` where that is not one thing.
pub type Answer = Result<Option<Entity>, ()>;

/// What is known while one path is followed.
#[derive(Default)]
pub struct Search<'n> {
    /// What the round before found.
    before: HashMap<Wanted<'n>, Answer>,
    found: RefCell<HashMap<Wanted<'n>, Answer>>,
    open: RefCell<Vec<Wanted<'n>>>,
    is_circle: Cell<bool>,
    is_cut_off: Cell<bool>,
}

impl<'n> Search<'n> {
    /// Repeats a question until its rounds agree.
    pub fn rounds<T>(ask: impl Fn(&Self) -> T) -> T {
        let mut search = Self::default();
        for _ in 0..ROUNDS {
            let answer = ask(&search);
            let found = search.found.into_inner();
            if !search.is_circle.get() || found == search.before {
                return answer;
            }
            search = Self { before: found, ..Self::default() };
        }
        ask(&search)
    }

    /// Whether a chain was too long to be followed, so that what is not found may be there.
    pub fn is_cut_off(&self) -> bool {
        self.is_cut_off.get()
    }

    /// The answer, which is worked out where it is not known yet.
    pub fn once(&self, wanted: Wanted<'n>, ask: impl FnOnce() -> Answer) -> Answer {
        if let Some(found) = self.found.borrow().get(&wanted) {
            return *found;
        }
        let (place, namespace, name, _) = wanted;
        let is_open = self.open.borrow().iter().any(|open| (open.0, open.1, open.2) == (place, namespace, name));
        if is_open {
            self.is_circle.set(true);
            return self.before.get(&wanted).copied().unwrap_or(Ok(None));
        }
        if self.open.borrow().len() == DEEPEST {
            self.is_cut_off.set(true);
            return Err(());
        }
        self.open.borrow_mut().push(wanted);
        let answer = ask();
        self.open.borrow_mut().pop();
        self.found.borrow_mut().insert(wanted, answer);
        answer
    }
}

//! Where a type is read: names mean what they do in its module, and parameters of a generic alias what its user wrote.

use std::collections::BTreeMap;
use std::rc::Rc;

use watershed_grammar::item::TypeNode;

use crate::parse::Alias;
use crate::resolve::ModulePlace;

/// Where a type is read.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The module that it is written in.
    pub module: ModulePlace,
    /// What parameters stand for, and where that is read.
    bound: Rc<BTreeMap<String, (TypeNode, Scope)>>,
}

impl From<ModulePlace> for Scope {
    fn from(module: ModulePlace) -> Self {
        Self { module, bound: Rc::default() }
    }
}

impl Scope {
    /// Inside of an alias that is used here with these arguments.
    pub fn inside(&self, module: ModulePlace, alias: &Alias, arguments: &[TypeNode]) -> Self {
        let parameters = alias.parameters.iter().enumerate();
        let bound = parameters.filter_map(|(index, (name, default))| {
            let written = arguments.get(index).map(|ty| (ty.clone(), self.clone()));
            let value = written.or_else(|| Some((default.clone()?, Self::from(module))));
            Some((name.clone(), value?))
        });
        Self { module, bound: Rc::new(bound.collect()) }
    }

    /// What a type is where it is a parameter, and where that is read. Each step leads out of an alias, so it ends.
    pub fn behind<'t>(&'t self, mut ty: &'t TypeNode) -> (&'t Self, &'t TypeNode) {
        let mut scope = self;
        while let TypeNode::Path { path, .. } = ty
            && let Some((value, outer)) = path.word().and_then(|word| scope.bound.get(word))
        {
            (scope, ty) = (outer, value);
        }
        (scope, ty)
    }
}

//! Grants into policies that are as long as AWS takes them.

use watershed_grammar::limits;

use super::grants::Grant;
use crate::lower::measure::json;
use crate::lower::names::ACCOUNT;
use crate::terraform::policy::Policy;

/// The longest name of a cluster (eks:CreateCluster, 2026-11), and the longest path and name of a role (iam:CreateRole).
const CLUSTER: usize = 100;
const ROLE: usize = 64 + 512;

/// Fills one policy after the other in the order of the grants, so that a change of one moves few others.
/// Nothing where a single part of a grant is too long.
pub fn pack(grants: Vec<Grant>) -> Option<Vec<Policy>> {
    let mut packed: Vec<Vec<Grant>> = vec![Vec::new()];
    for grant in grants {
        let mut rest = Some(grant);
        while let Some(grant) = rest.take() {
            let last = packed.last_mut()?;
            let fits = fitting(last, &grant);
            if fits == grant.parts() {
                last.push(grant);
                continue;
            }
            if fits == 0 {
                if last.is_empty() {
                    return None;
                }
                packed.push(Vec::new());
                rest = Some(grant);
                continue;
            }
            let (first, later) = grant.divided(fits);
            last.push(first);
            packed.push(Vec::new());
            rest = Some(later);
        }
    }
    Some(packed.iter().filter(|grants| !grants.is_empty()).map(|grants| policy(grants)).collect())
}

/// How many parts of a grant fit beside others.
fn fitting(others: &[Grant], grant: &Grant) -> usize {
    let most = usize::try_from(limits::MANAGED_POLICY.high).unwrap_or(usize::MAX);
    let fits = |count: usize| {
        let part = if count == grant.parts() { grant.clone() } else { grant.divided(count).0 };
        length(&policy(&[others, &[part]].concat())) <= most
    };
    // Halves the search: more parts are never shorter.
    let (mut known, mut beyond) = (0, grant.parts() + 1);
    while beyond - known > 1 {
        let middle = usize::midpoint(known, beyond);
        if fits(middle) { known = middle } else { beyond = middle }
    }
    known
}

/// Grants as one policy.
pub fn policy(grants: &[Grant]) -> Policy {
    Policy::new(grants.iter().map(Grant::statement).collect())
}

/// Characters of a policy as AWS counts them.
pub fn length(policy: &Policy) -> usize {
    json(&policy.expression(), &|path| match path {
        ACCOUNT => 12,
        "var.eks_cluster" => CLUSTER,
        _ => ROLE,
    })
}

use watershed::prelude::*;

#[queue]
pub struct Reports(Report);

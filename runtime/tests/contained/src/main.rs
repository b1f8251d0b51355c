//! A small program of several deployments. Tests start it with the variables of a manifest.

mod calls;
mod fed;
mod routes;
mod services;

fn main() {
    watershed::run()
}

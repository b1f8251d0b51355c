compile_error!("windows");

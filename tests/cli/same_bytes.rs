//! Same input, same bytes out, whatever the number of threads.

use crate::{finished, in_project};

#[test]
fn the_seeds_give_the_same_bytes_on_one_thread_and_on_eight() {
    let runs: [&[&str]; 3] = [
        &["check", "seeds", "--rules", "rules", "--format", "human"],
        &["mentions", "seeds", "--rules", "rules", "--format", "jsonl"],
        &["claims", "seeds", "--rules", "rules", "--why"],
    ];
    for arguments in runs {
        let run = |threads: &str| finished(in_project(arguments).env("RAYON_NUM_THREADS", threads)).out;
        let first = run("1");
        assert!(!first.is_empty());
        for threads in ["8", "8"] {
            assert!(run(threads) == first, "{arguments:?} differs on {threads} threads or on another run");
        }
    }
}

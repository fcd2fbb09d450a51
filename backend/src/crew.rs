//! Threads that work for requests, apart from those that take them.

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{AppError, AppResult};

/// So many threads at most. Who comes while all are at work waits in their queue without a thread, whose memory and
/// switching cost more than the wait; a thread that is done takes the next without sleeping in between.
pub struct Crew {
    handle: Handle,
    /// What keeps the threads: a runtime that runs nothing else.
    runtime: Option<Runtime>,
}

impl Crew {
    /// Threads that begin when there is work, under this name.
    pub fn new(name: &'static str, most: usize) -> AppResult<Self> {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(most)
            .thread_name(name)
            .build()
            .map_err(AppError::internal)?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime) })
    }

    /// Runs `f` on one of the threads, even if nobody waits for it any more. A panic of `f` is an internal error.
    pub async fn run<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.handle.spawn_blocking(f).await.map_err(AppError::internal)?
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        // A runtime may not wait for its threads where another one runs.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn wait<T>(f: impl Future<Output = T>) -> T {
        Builder::new_current_thread().build().unwrap().block_on(f)
    }

    #[test]
    fn no_more_work_at_once_than_there_are_threads() {
        let crew = Crew::new("test", 2).unwrap();
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let work = (0..8).map(|i| {
            let (now, most) = (now.clone(), most.clone());
            crew.run(move || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(10));
                now.fetch_sub(1, Ordering::SeqCst);
                Ok(i)
            })
        });
        let done = wait(futures_util::future::join_all(work));
        assert_eq!(done.into_iter().map(Result::unwrap).collect::<Vec<_>>(), (0..8).collect::<Vec<_>>());
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_panic_is_an_error_and_leaves_the_thread_to_the_next() {
        let crew = Crew::new("test", 1).unwrap();
        let panicking = || -> AppResult<()> { panic!("for the test") };
        assert!(wait(crew.run(panicking)).is_err());
        assert_eq!(wait(crew.run(|| Ok(7))).unwrap(), 7);
    }

    #[test]
    fn it_ends_where_a_runtime_runs() {
        wait(async {
            let crew = Crew::new("test", 1).unwrap();
            assert!(crew.run(|| Ok(())).await.is_ok());
        });
    }
}

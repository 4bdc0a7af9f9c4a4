//! A response body that follows a script: bytes, pauses, and a break where the script says so.

use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use hyper::body::{Body, Frame};
use tokio::time::{Sleep, sleep};

/// One step of a body's script.
pub(crate) enum Step {
    /// Hands over these bytes.
    Send(Bytes),
    /// Waits for so long.
    Wait(Duration),
    /// Lets the server put what it has on the wire: it does so whenever a body has nothing more for the moment.
    Flush,
    /// Breaks the connection.
    Break,
}

/// A body that is sent step by step.
pub(crate) struct Pieces {
    steps: VecDeque<Step>,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Pieces {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: steps.into_iter().collect(), waiting: None }
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            if let Some(waiting) = &mut self.waiting {
                ready!(waiting.as_mut().poll(context));
                self.waiting = None;
            }
            match self.steps.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Send(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Step::Wait(pause)) => self.waiting = Some(Box::pin(sleep(pause))),
                Some(Step::Flush) => {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Some(Step::Break) => return Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            }
        }
    }
}

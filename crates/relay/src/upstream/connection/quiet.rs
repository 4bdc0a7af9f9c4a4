//! Connections on which a request goes out only while nothing has come that nobody asked for.
//!
//! On a connection that is kept, whatever comes next is taken for the answer to the next request. If more came than one
//! answer, because a server on the way and the vendor disagree about where it ends, say, the next caller would be given
//! it. The client underneath closes such a connection as soon as it gets to know; but a request can be quicker than
//! the news. So here the socket itself is asked at the last moment.

use std::{
    io::{self, IoSlice},
    mem::MaybeUninit,
    pin::Pin,
    task::{Context, Poll, ready},
};

use http::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::MaybeHttpsStream;
use hyper_util::{
    client::legacy::connect::{Connected, Connection},
    rt::TokioIo,
};
use socket2::SockRef;
use tokio::net::TcpStream;
use tower::Service;

/// Connects as `C` does; as a stream, does as `C` does, but lets no request out behind an answer that wasn't the last.
#[derive(Clone)]
pub(in crate::upstream) struct Quiet<C> {
    inner: C,
    /// Whether something came since the last time that something was sent: what is sent next is a new request.
    answered: bool,
}

impl<C> Quiet<C> {
    pub(super) fn new(inner: C) -> Self {
        Self { inner, answered: false }
    }
}

impl<C, S> Service<Uri> for Quiet<C>
where
    C: Service<Uri, Response = S>,
    C::Future: Send + 'static,
{
    type Response = Quiet<S>;
    type Error = C::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Quiet<S>, C::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), C::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let connecting = self.inner.call(target);
        Box::pin(async move { connecting.await.map(Quiet::new) })
    }
}

/// A stream over TCP.
pub(in crate::upstream) trait OverTcp {
    /// The socket at the bottom.
    fn tcp(&self) -> &TcpStream;
}

impl OverTcp for TokioIo<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.inner()
    }
}

impl OverTcp for MaybeHttpsStream<TokioIo<TcpStream>> {
    fn tcp(&self) -> &TcpStream {
        match self {
            Self::Http(plain) => plain.inner(),
            Self::Https(encrypted) => encrypted.inner().get_ref().0.inner().inner(),
        }
    }
}

impl<S: OverTcp + Unpin> Quiet<S> {
    /// The stream, to write to; an error if this would begin a request and something waits to be read already, be it
    /// the news that the vendor has closed the connection.
    fn writing(&mut self) -> io::Result<Pin<&mut S>> {
        if self.answered {
            self.answered = false;
            let waiting = SockRef::from(self.inner.tcp()).peek(&mut [MaybeUninit::uninit()]);
            match waiting {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
                Ok(0) => return Err(io::ErrorKind::ConnectionAborted.into()),
                Ok(_) => return Err(io::Error::other("something came that nobody asked for")),
            }
        }
        Ok(Pin::new(&mut self.inner))
    }
}

impl<S: Read + Unpin> Read for Quiet<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        self.answered = true;
        Poll::Ready(Ok(()))
    }
}

impl<S: Write + OverTcp + Unpin> Write for Quiet<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.writing()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.writing()?.poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

impl<S: Connection> Connection for Quiet<S> {
    fn connected(&self) -> Connected {
        self.inner.connected()
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    /// A connection on which a request was sent and the vendor said `answers`, of which the first byte has been read;
    /// with the vendor's end of it.
    async fn answered(answers: &[u8]) -> (TokioIo<Quiet<TokioIo<TcpStream>>>, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let relay = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (mut vendor, _) = listener.accept().await.unwrap();
        let mut relay = TokioIo::new(Quiet::new(TokioIo::new(relay)));
        relay.write_all(b"request").await.unwrap();
        vendor.write_all(answers).await.unwrap();
        relay.read_u8().await.unwrap();
        (relay, vendor)
    }

    #[tokio::test]
    async fn the_next_request_follows_the_last_answer() {
        let (mut relay, mut vendor) = answered(b"a").await;
        relay.write_all(b"request").await.unwrap();
        vendor.write_all(b"a").await.unwrap();
        assert_eq!(relay.read_u8().await.unwrap(), b'a');
    }

    #[tokio::test]
    async fn nothing_is_sent_when_more_has_come_than_an_answer() {
        let (mut relay, mut vendor) = answered(b"ab").await;
        assert!(relay.write_all(b"another caller's request").await.is_err());
        drop(relay);
        let mut heard = Vec::new();
        // The byte that was never read makes it a reset, on some systems.
        let _ = vendor.read_to_end(&mut heard).await;
        assert_eq!(heard, b"request");
    }

    #[tokio::test]
    async fn nothing_is_sent_when_the_vendor_has_closed_the_connection() {
        let (mut relay, mut vendor) = answered(b"a").await;
        vendor.shutdown().await.unwrap();
        assert!(relay.write_all(b"request").await.is_err());
    }
}

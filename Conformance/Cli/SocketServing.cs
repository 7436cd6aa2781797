using System.Net;
using System.Net.Sockets;
using HmmSpec.Conformance;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>Serves one connection after another, until it is asked to stop.</summary>
internal sealed class SocketServing(ProtocolServer server, TextWriter err, CancellationToken stop) : IDisposable
{
    // What opening a socket as a file ends with: ENXIO on Linux, EOPNOTSUPP elsewhere.
    private static readonly int[] OpeningSocket = [6, 102];

    private Socket? _listener;
    private string? _path;

    /// <summary>Listens and serves; says on standard error where, once it does.</summary>
    public void Run(EndPoint address)
    {
        _listener = Listen(address);
        err.WriteLine($"hmmspec: listening on {Describe(_listener.LocalEndPoint ?? address)}");
        using CancellationTokenRegistration ending = stop.Register(_listener.Dispose);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using Socket connection = _listener.Accept();
                ServeOne(connection);
            }
            catch (Exception exception) when (IsOfConnection(exception))
            {
                // It was closed by the other side, or all of it is to stop.
            }
        }
    }

    public void Dispose()
    {
        _listener?.Dispose();
        if (_path is not null)
        {
            TryDelete(_path);
        }
    }

    private static bool IsOfConnection(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException;

    private static string Describe(EndPoint address) =>
        address is UnixDomainSocketEndPoint ? $"unix:{address}" : $"tcp:{address}";

    private void ServeOne(Socket connection)
    {
        using CancellationTokenRegistration ending = stop.Register(connection.Dispose);
        using NetworkStream stream = new(connection);
        try
        {
            server.Serve(stream, stream);
        }
        catch (Exception exception) when (!IsOfConnection(exception))
        {
            // The machine broke down. Its connection ends, as a program of its own would; the next one finds it reset.
            err.WriteLine($"hmmspec: the subject failed: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private Socket Listen(EndPoint address)
    {
        try
        {
            return Bind(address);
        }
        catch (SocketException exception)
        {
            return address is UnixDomainSocketEndPoint && IsDeserted(address)
                ? TakeOver(address)
                : throw Refused(address, exception);
        }
    }

    private static CommandException Refused(EndPoint address, SocketException exception) =>
        new(ExitCode.Unavailable, $"Nobody can listen on {Describe(address)}: {exception.Message}.");

    private Socket TakeOver(EndPoint address)
    {
        string path = $"{address}";
        if (!IsSocket(path))
        {
            throw CommandException.Usage($"{path} is there already, and is no socket.");
        }

        if (TryDelete(path) is string problem)
        {
            throw CommandException.Usage($"{path} was left behind and cannot be deleted: {problem}");
        }

        try
        {
            return Bind(address);
        }
        catch (SocketException exception)
        {
            throw Refused(address, exception);
        }
    }

    // A connection to a file or to a folder is refused just as one to a socket that was left behind.
    private static bool IsSocket(string path)
    {
        FileInfo file = new(path);
        if (file is not { Exists: true, LinkTarget: null, Length: 0 })
        {
            return false;
        }

        try
        {
            // Reading alone would wait for whoever writes to a pipe.
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            return OpeningSocket.Contains(exception.HResult);
        }
    }

    /// <summary>Why a file could not be deleted; null if it is gone.</summary>
    private static string? TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            return FailureFolder.Reason(exception);
        }
    }

    /// <summary>Whether a socket was left behind by somebody who does not listen any more.</summary>
    private static bool IsDeserted(EndPoint address)
    {
        using Socket probe = new(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private Socket Bind(EndPoint address)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            _path = address is UnixDomainSocketEndPoint ? $"{address}" : null;
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace HmmSpec.Linux;

/// <summary>Tells a running QEMU what to do (QMP).</summary>
internal sealed class QemuMonitor : IDisposable
{
    private const int Pause = 20;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TimeSpan _patience;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    /// <summary>Connects.</summary>
    /// <param name="path">The socket of the monitor.</param>
    /// <param name="patience">How long it may take to save a guest.</param>
    public QemuMonitor(string path, TimeSpan patience)
    {
        _patience = patience;
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        NetworkStream stream = new(_socket);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
        _reader.ReadLine();
        Ask("""{"execute":"qmp_capabilities"}""");
        // Saving goes into a file: the bandwidth of a network is no bound.
        Ask("""{"execute":"migrate-set-parameters","arguments":{"max-bandwidth":1099511627776}}""");
    }

    /// <summary>Saves the guest.</summary>
    /// <exception cref="LinuxException">That does not succeed.</exception>
    public void Migrate(string uri)
    {
        string where = JsonSerializer.Serialize(uri);
        Ask("{\"execute\":\"migrate\",\"arguments\":{\"uri\":" + where + "}}");
        Stopwatch watch = Stopwatch.StartNew();
        string status = "";
        while (status != "completed")
        {
            if (status == "failed" || watch.Elapsed > _patience)
            {
                throw new LinuxException("The guest cannot be saved: QEMU does not write its state.");
            }

            Thread.Sleep(Pause);
            JsonElement answer = Ask("""{"execute":"query-migrate"}""");
            status = answer.TryGetProperty("status", out JsonElement found) ? found.GetString() ?? "" : "";
        }
    }

    /// <summary>Ends QEMU.</summary>
    public void Quit() => _writer.WriteLine("""{"execute":"quit"}""");

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _socket.Dispose();
    }

    private JsonElement Ask(string command)
    {
        _writer.WriteLine(command);
        while (_reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("return", out JsonElement answer))
            {
                return answer.Clone();
            }

            if (root.TryGetProperty("error", out JsonElement error))
            {
                throw new LinuxException($"QEMU refuses {command}: {error}");
            }
        }

        throw new LinuxException($"QEMU ended when it was told {command}.");
    }
}

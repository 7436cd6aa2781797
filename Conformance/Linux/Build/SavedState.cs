using System.Diagnostics;
using System.Text;

namespace HmmSpec.Linux;

/// <summary>
/// A guest as it is when its agent is ready, in a file: it goes on from there at once, where booting takes seconds.
/// </summary>
internal static class SavedState
{
    private const string Ready = "agent: ready";
    private const string SocketFile = "qmp.sock";

    // On a quiet machine it takes seconds; on one that others use, whatever they leave.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Boots a guest and saves it.</summary>
    /// <exception cref="LinuxException">It does not get ready, or cannot be saved.</exception>
    public static void Save(Guest guest, string folder, string file)
    {
        string socket = Path.Combine(folder, SocketFile);
        File.Delete(socket);
        string[] words = [.. Qemu.BoundWords, .. Qemu.Words(guest), "-qmp", $"unix:{socket},server=on,wait=off"];
        ProcessStartInfo start = new(words[0], words.Skip(1))
        {
            // While its input is open the agent waits for a request.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        try
        {
            AwaitReady(process);
            using QemuMonitor monitor = new(socket, Patience);
            monitor.Migrate($"exec:cat > '{Path.Combine(folder, file)}'");
            monitor.Quit();
            process.WaitForExit(Patience);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        File.Delete(socket);
    }

    private static void AwaitReady(Process process)
    {
        StringBuilder console = new();
        using ManualResetEventSlim isOver = new();
        bool isReady = false;
        process.ErrorDataReceived += (_, data) =>
        {
            if (data.Data is { } line)
            {
                console.Append("  ").Append(line.TrimEnd('\r')).Append('\n');
                isReady |= line.Contains(Ready, StringComparison.Ordinal);
            }

            if (data.Data is null || isReady)
            {
                isOver.Set();
            }
        };
        process.BeginErrorReadLine();
        if (!isOver.Wait(Patience) || !isReady)
        {
            throw new LinuxException($"The guest does not get ready. Its console says:\n{console}");
        }
    }
}

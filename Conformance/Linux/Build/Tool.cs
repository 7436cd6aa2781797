using System.ComponentModel;
using System.Diagnostics;

namespace HmmSpec.Linux;

/// <summary>Runs programs of the machine.</summary>
internal static class Tool
{
    private const int KeptLines = 20;

    /// <summary>Runs a program to its end, telling each line that it writes.</summary>
    /// <exception cref="LinuxException">It cannot be started, or fails.</exception>
    public static void Run(
        string folder,
        IReadOnlyList<string> words,
        Action<string> line,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        Queue<string> last = new();
        Lock gate = new();
        using Process process = Start(folder, words, environment);
        process.OutputDataReceived += (_, data) => Take(data.Data);
        process.ErrorDataReceived += (_, data) => Take(data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new LinuxException(
                $"{string.Join(' ', words)} ended with exit code {process.ExitCode}. Its last lines:\n  {string.Join("\n  ", last)}"
            );
        }

        void Take(string? text)
        {
            if (text is null)
            {
                return;
            }

            lock (gate)
            {
                last.Enqueue(text);
                if (last.Count > KeptLines)
                {
                    last.Dequeue();
                }

                line(text);
            }
        }
    }

    /// <summary>Runs a program and takes what it writes to standard output.</summary>
    public static byte[] Output(
        string folder,
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using Process process = Start(folder, words, environment);
        using MemoryStream output = new();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new LinuxException($"{string.Join(' ', words)} ended with exit code {process.ExitCode}.");
    }

    private static Process Start(
        string folder,
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        ProcessStartInfo start = new(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new LinuxException($"{words[0]} cannot be started: {exception.Message}.", exception);
        }
    }
}

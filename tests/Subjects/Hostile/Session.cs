using System.Text;
using System.Text.Json;
using HmmSpec.Adapters;
using Microsoft.Win32.SafeHandles;

namespace HmmSpec.Subjects.Hostile;

/// <summary>A session over standard input and output, in which a program does to each request what it likes.</summary>
internal sealed class Session
{
    private const int LongestLine = 1 << 20;

    private readonly Stream _input = Console.OpenStandardInput();
    private readonly Stream _output = Console.OpenStandardOutput();

    /// <summary>What was given on the command line after the name.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How many replies were written.</summary>
    public int Replies { get; private set; }

    /// <summary>Answers until the input ends, or the last request was answered.</summary>
    public int Run(Adapter honest, Action<Session, Request> answer)
    {
        LineReader lines = new(_input, LongestLine);
        bool last = false;
        while (!last && lines.TryRead(out ReadOnlyMemory<byte> line))
        {
            string reply = Encoding.UTF8.GetString(honest.Answer(line, out last)).TrimEnd('\n');
            answer(this, new Request(TypeOf(line), Encoding.UTF8.GetString(line.Span), reply));
            Replies++;
        }

        return 0;
    }

    /// <summary>Writes a line.</summary>
    public void Say(string line) => Write(line + "\n");

    /// <summary>Writes without ending the line.</summary>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    public void CloseInput()
    {
        _input.Dispose();
        CloseAll(0);
    }

    public void CloseOutput()
    {
        _output.Dispose();
        CloseAll(1);
    }

    // The runtime has copies of the descriptors, and a pipe is shut only when the last of them is.
    private static void CloseAll(int descriptor)
    {
        const string All = "/proc/self/fd";
        string? pipe = File.ResolveLinkTarget($"{All}/{descriptor}", returnFinalTarget: false)?.Name;
        foreach (string path in Directory.GetFiles(All))
        {
            if (Path.GetFileName(new FileInfo(path).LinkTarget) == pipe)
            {
                new SafeFileHandle(int.Parse(Path.GetFileName(path)), ownsHandle: true).Dispose();
            }
        }
    }

    private static string TypeOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("type").GetString() ?? "";
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // No request; the honest reply to it is an error.
            return "";
        }
    }
}

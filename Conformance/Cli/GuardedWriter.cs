using System.Text;
using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>
/// Standard output or standard error, of which a pipe may be closed and a disk full: that is no fault of hmmspec.
/// </summary>
/// <param name="writer">Where it goes.</param>
/// <param name="failed">Is told why something could not be written.</param>
internal sealed class GuardedWriter(TextWriter writer, Action<string> failed) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    /// <summary>Standard output: that it cannot be written ends the command.</summary>
    public static TextWriter Out(TextWriter writer) =>
        new GuardedWriter(
            writer,
            static reason => throw new CommandException(ExitCode.Output, $"Standard output cannot be written: {reason}")
        );

    /// <summary>Standard error: what cannot be written there is lost, and the rest is not to be lost with it.</summary>
    public static TextWriter Err(TextWriter writer) => new GuardedWriter(writer, static _ => { });

    public override void Write(char value) => Guard(() => writer.Write(value));

    public override void Write(string? value) => Guard(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guard(() => writer.Write(buffer, index, count));

    public override void WriteLine() => Guard(writer.WriteLine);

    public override void WriteLine(string? value) => Guard(() => writer.WriteLine(value));

    public override void Flush() => Guard(writer.Flush);

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failed(FailureFolder.Reason(exception));
        }
    }
}

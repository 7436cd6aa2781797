using System.Globalization;
using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>What is said of a fault of hmmspec itself: one sentence, and a file with the details.</summary>
internal static class InternalError
{
    /// <summary>Writes the details to a file of their own; the sentence that says where.</summary>
    public static string Report(IReadOnlyList<string> args, Exception exception)
    {
        string what = $"{exception.GetType().Name}: {FailureFolder.Reason(exception)}";
        string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string path = Path.Combine(Path.GetTempPath(), $"hmmspec-error-{time}-{Environment.ProcessId}.txt");
        string command = string.Join(' ', args.Select(CheckPlan.Quote).Prepend("hmmspec"));
        try
        {
            AtomicFile.Write(path, $"{CommandLine.NameAndVersion}\n{command}\n\n{exception}\n");
        }
        catch (Exception unwritten) when (FailureFolder.IsExpected(unwritten))
        {
            return $"hmmspec: internal error: {what} The details could not be written to {path}.";
        }

        return $"hmmspec: internal error: {what} The details are in {path}";
    }
}

namespace HmmSpec.Conformance;

/// <summary>
/// Where the failures of a subject are kept: in a folder of its own for any but the usual one, for what one subject fails at
/// another may do right.
/// </summary>
public static class SubjectFolder
{
    private const int Longest = 64;
    private const char Between = '-';

    /// <summary>The folder of a subject, below the one in which all is kept.</summary>
    public static string Of(string folder, string subject) =>
        subject == CheckPlan.DefaultSubject ? folder : Path.Combine(folder, NameOf(subject));

    // The name of a kind, a colon and a name stay apart without the colon; nothing else does.
    private static string NameOf(string subject)
    {
        string name = string.Concat(subject.Take(Longest).Select(static c => IsKept(c) ? c : Between));
        bool isWhole = subject.Length <= Longest && subject.Split(':') is [_] or [_, _];
        return isWhole && subject.All(static c => c == ':' || IsKept(c)) ? name : $"{name}-{ShortHash.Of(subject)}";
    }

    private static bool IsKept(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == Between;
}

namespace HmmSpec.Linux;

/// <summary>Another text at one place of a file of Linux's source, which is not in this repository.</summary>
/// <param name="Function">The function in which the place is, or the structure: <c>struct dmirror</c>.</param>
/// <param name="Find">What stands there; it must stand in there exactly once.</param>
/// <param name="Replace">What stands there instead.</param>
public sealed record SourceRewrite(string Function, string Find, string Replace)
{
    private const string Structure = "struct ";

    private string End => IsStructure ? "\n};\n" : "\n}\n";

    private bool IsStructure => Function.StartsWith(Structure, StringComparison.Ordinal);

    /// <summary>The source with it.</summary>
    /// <exception cref="LinuxException">The place is not there, or not once.</exception>
    public string Apply(string source)
    {
        int begin = IsStructure ? source.IndexOf($"\n{Function} {{\n", StringComparison.Ordinal) : Definition(source);
        int end = begin < 0 ? -1 : source.IndexOf(End, begin, StringComparison.Ordinal);
        int place = end < 0 ? -1 : source.IndexOf(Find, begin, end - begin, StringComparison.Ordinal);
        if (place < 0)
        {
            throw new LinuxException($"Linux's source is not as expected: {Function} has no '{Find}'.");
        }

        int next = place + Find.Length;
        return source.IndexOf(Find, next, end - next, StringComparison.Ordinal) < 0
            ? $"{source[..place]}{Replace}{source[next..]}"
            : throw new LinuxException($"Linux's source is not as expected: {Function} has '{Find}' twice.");
    }

    // Its name stands at the beginning of a line or behind its type, and its body follows.
    private int Definition(string source)
    {
        string name = $"{Function}(";
        for (
            int at = source.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = source.IndexOf(name, at + 1, StringComparison.Ordinal)
        )
        {
            int line = source.LastIndexOf('\n', at) + 1;
            bool isTop = at == line || char.IsLetter(source[line]);
            int brace = source.IndexOf("\n{\n", at, StringComparison.Ordinal);
            int semicolon = source.IndexOf(';', at);
            if (isTop && brace >= 0 && (semicolon < 0 || brace < semicolon))
            {
                return at;
            }
        }

        return -1;
    }
}

namespace HmmSpec.Linux;

/// <summary>A kernel's configuration.</summary>
public static class KernelConfig
{
    private const string Unset = " is not set";

    /// <summary>Refuses a configuration that has not become what was wanted: an option may depend on others.</summary>
    /// <exception cref="LinuxException">It has not.</exception>
    public static void Check(IEnumerable<string> wanted, IReadOnlyList<string> found)
    {
        HashSet<string> lines = new(found, StringComparer.Ordinal);
        string[] missing =
        [
            .. wanted.Where(line =>
                line.StartsWith("CONFIG_", StringComparison.Ordinal)
                    ? !lines.Contains(line)
                    : line.StartsWith("# CONFIG_", StringComparison.Ordinal)
                        && line.EndsWith(Unset, StringComparison.Ordinal)
                        && found.Any(other => other.StartsWith($"{line[2..^Unset.Length]}=", StringComparison.Ordinal))
            ),
        ];
        if (missing.Length > 0)
        {
            throw new LinuxException(
                $"The kernel cannot be configured as its fragment wants: {string.Join(", ", missing)}."
            );
        }
    }
}

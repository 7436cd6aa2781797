namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>Which mutant is switched on: Stryker writes its number into the first four bytes of a file, and -1 for none.</summary>
internal static class ActiveMutant
{
    /// <summary>The file, or null where Stryker has not started this process.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    public static bool IsOn()
    {
        if (Path is null)
        {
            return false;
        }
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] number = new byte[sizeof(int)];
        return stream.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) == number.Length
            && BitConverter.ToInt32(number) >= 0;
    }
}

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>Which mutant is switched on: Stryker writes its number into the first four bytes of a file, and -1 for none.</summary>
internal static class ActiveMutant
{
    /// <summary>The file, or null where Stryker has not started this process.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    private const int None = -1;

    public static bool IsOn() => Path is not null && Read() >= 0;

    /// <summary>
    /// Does something without it. What stays in a process for its later mutants, such as the value of a static field, must not be
    /// that of the one that is on when the process begins.
    /// </summary>
    public static async Task<T> WithoutAsync<T>(Func<Task<T>> something)
    {
        int number = Path is null ? None : Read();
        if (number < 0)
        {
            return await something().ConfigureAwait(false);
        }
        Write(None);
        T made = await something().ConfigureAwait(false);
        Write(number);
        return made;
    }

    private static int Read()
    {
        using FileStream stream = Open(FileAccess.Read);
        byte[] number = new byte[sizeof(int)];
        return stream.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) == number.Length
            ? BitConverter.ToInt32(number)
            : None;
    }

    private static void Write(int number)
    {
        using FileStream stream = Open(FileAccess.Write);
        stream.Write(BitConverter.GetBytes(number));
    }

    private static FileStream Open(FileAccess access) => new(Path!, FileMode.Open, access, FileShare.ReadWrite);
}

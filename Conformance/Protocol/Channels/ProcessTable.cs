using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HmmSpec.Protocol;

/// <summary>Which process is meant: its number is given to another one some day, but not with the same start.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">When it was started, in clock ticks since the system was.</param>
internal readonly record struct ProcessIdentity(int Id, long Started);

/// <summary>A process that runs.</summary>
/// <param name="Identity">Which one.</param>
/// <param name="Parent">The number of its parent.</param>
internal readonly record struct ProcessEntry(ProcessIdentity Identity, int Parent);

/// <summary>What /proc says about processes. Those that end while they are looked at, or are not ours to see, are passed over.</summary>
internal static class ProcessTable
{
    private const int BufferSize = 8 * 1024;

    // Counted after the name, which is in parentheses and may hold anything.
    private const int StateField = 0;
    private const int ParentField = 1;
    private const int StartField = 19;

    /// <summary>The processes that run and were not started before a moment.</summary>
    public static IEnumerable<ProcessEntry> Entries(long since)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(
                    Path.GetFileName(folder.AsSpan()),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int id
                )
                && Entry(id) is ProcessEntry entry
                && entry.Identity.Started >= since
            )
            {
                yield return entry;
            }
        }
    }

    /// <summary>A process by its number; null if none runs.</summary>
    public static ProcessEntry? Entry(int id)
    {
        Span<byte> buffer = stackalloc byte[1024];
        using SafeFileHandle? file = Open(id, "stat");
        int length = file is null ? 0 : Read(file, buffer, 0);
        string text = Encoding.Latin1.GetString(buffer[..length]);
        string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A zombie or a dead process does nothing any more.
        return fields.Length <= StartField || fields[StateField] is "Z" or "X"
            ? null
            : new ProcessEntry(
                new ProcessIdentity(id, long.Parse(fields[StartField], CultureInfo.InvariantCulture)),
                int.Parse(fields[ParentField], CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Whether the environment with which a process was started holds some bytes.</summary>
    public static bool HasInEnvironment(int id, ReadOnlySpan<byte> bytes)
    {
        using SafeFileHandle? file = Open(id, "environ");
        Span<byte> buffer = stackalloc byte[BufferSize];
        long offset = 0;
        int kept = 0;
        while (file is not null && Read(file, buffer[kept..], offset) is int length and > 0)
        {
            ReadOnlySpan<byte> filled = buffer[..(kept + length)];
            if (filled.IndexOf(bytes) >= 0)
            {
                return true;
            }

            // They may lie across two readings.
            offset += length;
            kept = Math.Min(bytes.Length - 1, filled.Length);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }

    /// <summary>Whether a process has one of some pipes open.</summary>
    public static bool HoldsOneOf(int id, IReadOnlyCollection<string> pipes)
    {
        // Between fork and exec a child of hmmspec has everything open that hmmspec has, and still its command line. Asked
        // first: whoever has another one has closed what he was not given.
        if (CommandLineOf(id).AsSpan().SequenceEqual(CommandLineOf(Environment.ProcessId)))
        {
            return false;
        }

        try
        {
            return Directory
                .EnumerateFileSystemEntries($"/proc/{id}/fd")
                .Any(fd => Link(fd) is string link && pipes.Contains(link));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Where a symbolic link leads; null if it is gone.</summary>
    public static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static SafeFileHandle? Open(int id, string file)
    {
        try
        {
            return File.OpenHandle($"/proc/{id}/{file}", share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Read(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(file, buffer, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}

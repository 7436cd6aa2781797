using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace HmmSpec.Linux;

/// <summary>The files that the guest is built from, which this assembly carries.</summary>
internal static class Parts
{
    private const int KeyBytes = 8;

    private static readonly Assembly Tool = typeof(Parts).Assembly;

    /// <summary>What every kernel has, beyond the smallest one.</summary>
    public const string LeanFragment = "guest.kconfig";

    /// <summary>What the debug kernel has beyond that.</summary>
    public const string DebugFragment = "debug.kconfig";

    /// <summary>What the guest begins with.</summary>
    public const string Initramfs = "initramfs.list";

    /// <summary>The folders of the agent's sources: its own, and those of the C kit.</summary>
    public static IReadOnlyList<string> AgentFolders { get; } = ["agent/", "kit/"];

    /// <summary>The names of the files in a folder, in order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [
            .. Tool.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The content of a file.</summary>
    public static byte[] Content(string name)
    {
        using Stream stream = Tool.GetManifestResourceStream(name)!;
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>A short name for all that something is made from: other contents give another name.</summary>
    public static string Key(params IEnumerable<byte[]> contents)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] content in contents)
        {
            hash.AppendData(BitConverter.GetBytes(content.LongLength));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, KeyBytes));
    }

    /// <summary>A text as content.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

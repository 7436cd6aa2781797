namespace HmmSpec.Linux;

/// <summary>
/// How much memory of its own a device has, and when the driver goes through all of it. It does so whenever a handle is closed, so
/// that for its 65,536 pages most of the time of a run went there. 1,024 are as many as all pages of the largest world twice, and
/// where none of them is in use there is nothing to look for.
/// </summary>
internal static class DriverMemory
{
    private const string Size = "#define DEVMEM_CHUNK_SIZE\t\t(256 * 1024 * 1024U)\n";
    private const string Less = "#define DEVMEM_CHUNK_SIZE\t\t(4 * 1024 * 1024U)\n";
    private const string HasMemory = "if (mdevice->devmem_chunks) {";
    private const string HasPages =
        "if (mdevice->devmem_chunks && READ_ONCE(mdevice->calloc) != READ_ONCE(mdevice->cfree)) {";

    private static readonly SourceRewrite OnlyWhatIsUsed = new("dmirror_fops_release", HasMemory, HasPages);

    /// <summary>The driver's source with less.</summary>
    /// <exception cref="LinuxException">The source is not what it is for.</exception>
    public static string Apply(string source) =>
        source.Contains(Size, StringComparison.Ordinal)
            ? OnlyWhatIsUsed.Apply(source.Replace(Size, Less, StringComparison.Ordinal))
            : throw new LinuxException(
                "The driver's source is not as expected: it has no '#define DEVMEM_CHUNK_SIZE'."
            );
}

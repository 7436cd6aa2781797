using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HmmSpec.Exploration;

/// <summary>Reads a checkpoint; only one that is whole and belongs to the same world.</summary>
internal sealed class CheckpointReader : IDisposable
{
    private readonly FileStream _stream;

    private CheckpointReader(string path) =>
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);

    /// <summary>What a checkpoint begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "HMMSPEC-EXPLORE1"u8;

    /// <summary>Whether a file is a checkpoint, of whatever search.</summary>
    public static bool IsCheckpoint(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> magic = stackalloc byte[Magic.Length];
            return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
                && magic.SequenceEqual(Magic);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">It cannot be read, is damaged, or belongs to something else.</exception>
    public static void Read(string path, string identity, Action<CheckpointReader> content)
    {
        try
        {
            using CheckpointReader reader = new(path);
            reader.Verify(path);
            string found = Encoding.UTF8.GetString(reader.ReadArray<byte>());
            if (found != identity)
            {
                throw new CheckpointException(
                    $"The checkpoint {path} belongs to another search ({Named(found)}), and not to this one ({Named(identity)}); "
                        + "resume it with the options with which it began."
                );
            }

            content(reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The checkpoint {path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads a number.</summary>
    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        _stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>Reads a number of 64 bits.</summary>
    public long ReadInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        _stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>Reads an array.</summary>
    public T[] ReadArray<T>()
        where T : unmanaged
    {
        T[] items = new T[ReadInt32()];
        const int most = 1 << 20;
        Span<T> rest = items;
        for (; rest.Length > most; rest = rest[most..])
        {
            _stream.ReadExactly(MemoryMarshal.AsBytes(rest[..most]));
        }

        _stream.ReadExactly(MemoryMarshal.AsBytes(rest));
        return items;
    }

    /// <summary>Reads an array of bytes into a buffer; its length.</summary>
    public int ReadInto(byte[] buffer)
    {
        int length = ReadInt32();
        _stream.ReadExactly(buffer.AsSpan(0, length));
        return length;
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    // All of it is looked at before anything of it is believed.
    private void Verify(string path)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        long rest = _stream.Length - SHA256.HashSizeInBytes;
        if (rest < magic.Length || _stream.Read(magic) < magic.Length || !magic.SequenceEqual(Magic))
        {
            throw new CheckpointException($"{path} is no checkpoint of this version.");
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(magic);
        byte[] buffer = new byte[1 << 20];
        for (rest -= magic.Length; rest > 0; )
        {
            int read = _stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, rest)));
            hash.AppendData(buffer.AsSpan(0, read));
            rest -= read;
        }

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        _stream.ReadExactly(expected);
        if (!expected.SequenceEqual(hash.GetHashAndReset()))
        {
            throw new CheckpointException($"The checkpoint {path} is damaged: its contents do not match its checksum.");
        }

        _stream.Position = magic.Length;
    }

    // What people know of a search: what stands before its revision, or all of it.
    private static string Named(string identity)
    {
        int end = identity.IndexOf(" revision=", StringComparison.Ordinal);
        int layout = identity.LastIndexOf(" Layout {", StringComparison.Ordinal);
        return end >= 0 ? identity[..end]
            : layout >= 0 ? identity[..layout]
            : identity;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HmmSpec.Exploration;

/// <summary>
/// Writes a checkpoint beside its place, and moves it there when it is whole: numbers and arrays one after the other, and
/// the SHA-256 of all of it at the end.
/// </summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private CheckpointWriter(string path)
    {
        _path = path;
        _temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
    }

    /// <summary>Writes a file, all of it or nothing.</summary>
    /// <exception cref="CheckpointException">It cannot be written.</exception>
    public static void Write(string path, string identity, Action<CheckpointWriter> content)
    {
        try
        {
            using CheckpointWriter writer = new(path);
            writer.Put(CheckpointReader.Magic);
            writer.Write<byte>(Encoding.UTF8.GetBytes(identity));
            content(writer);
            writer.Finish();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The checkpoint {path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Writes a number.</summary>
    public void Write(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Put(bytes);
    }

    /// <summary>Writes a number of 64 bits.</summary>
    public void Write(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Put(bytes);
    }

    /// <summary>Writes an array, its length in front.</summary>
    public void Write<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Write(items.Length);
        // The bytes of an array may be more than a span can have.
        const int most = 1 << 20;
        for (; items.Length > most; items = items[most..])
        {
            Put(MemoryMarshal.AsBytes(items[..most]));
        }

        Put(MemoryMarshal.AsBytes(items));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _hash.Dispose();
        try
        {
            _stream.Dispose();
        }
        finally
        {
            // After a move there is nothing left to delete.
            File.Delete(_temporary);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }

    private void Finish()
    {
        _stream.Write(_hash.GetHashAndReset());
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }
}

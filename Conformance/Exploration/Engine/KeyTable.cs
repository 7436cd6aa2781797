using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HmmSpec.Exploration;

/// <summary>
/// A set of keys in buckets of a cache line, which are compared at once; what a full bucket does not hold goes to the
/// next. The bucket of a key grows with the key, so that the table can grow by half, in one pass over both tables. Key 0
/// marks what is free and is kept aside. The memory is not the collector's, so that what a table outgrows is free at once.
/// </summary>
internal sealed unsafe class KeyTable : IDisposable
{
    private const int Lanes = 8;
    private const int LeastBuckets = 8;
    private const int LineSize = Lanes * sizeof(ulong);

    private readonly bool _keepsNumbers;
    private ulong* _keys;
    private uint[] _numbers = [];
    private int _buckets;
    private int _limit;
    private bool _hasZero;
    private uint _zeroNumber;

    public KeyTable(bool keepsNumbers)
    {
        _keepsNumbers = keepsNumbers;
        Allocate(LeastBuckets);
    }

    /// <summary>Frees the memory of a table that was not disposed.</summary>
    ~KeyTable() => Release();

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>The size of the table in bytes.</summary>
    public long Bytes => ((long)_buckets * LineSize) + (_numbers.LongLength * sizeof(uint));

    /// <summary>By how many bytes the table grows if so many keys are added.</summary>
    public long GrowthFor(int more) => Count + more > _limit ? Bytes / 2 : 0;

    /// <summary>Fetches the bucket of a key into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong key)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Bucket(Home(key))));
        }
    }

    /// <summary>Adds a key; false if it was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(ulong key)
    {
        if (key == 0)
        {
            return TryAddZero(out _);
        }

        Vector256<ulong> wanted = Vector256.Create(key);
        int index = Home(key);
        while (true)
        {
            ref ulong bucket = ref Bucket(index);
            Vector256<ulong> low = Vector256.LoadUnsafe(ref bucket);
            Vector256<ulong> high = Vector256.LoadUnsafe(ref bucket, Lanes / 2);
            if ((Vector256.Equals(low, wanted) | Vector256.Equals(high, wanted)) != Vector256<ulong>.Zero)
            {
                return false;
            }

            // Lanes fill from the lowest: the last is taken last.
            if (Unsafe.Add(ref bucket, Lanes - 1) == 0)
            {
                uint free =
                    Vector256.Equals(low, Vector256<ulong>.Zero).ExtractMostSignificantBits()
                    | (Vector256.Equals(high, Vector256<ulong>.Zero).ExtractMostSignificantBits() << (Lanes / 2));
                Unsafe.Add(ref bucket, BitOperations.TrailingZeroCount(free)) = key;
                if (++Count >= _limit)
                {
                    Grow();
                }

                return true;
            }

            index = Next(index);
        }
    }

    /// <summary>
    /// Adds a key with the next number, or finds the number of the key that was there. Where keys may be equal by chance,
    /// the numbers lead to the bytes of the states, which are compared.
    /// </summary>
    public bool TryAdd(ulong key, ByteStore? store, ReadOnlySpan<byte> state, out uint number)
    {
        if (key == 0)
        {
            return TryAddZero(out number);
        }

        for (int index = Home(key); ; index = Next(index))
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                ref ulong found = ref Unsafe.Add(ref Bucket(index), lane);
                number = _numbers[(index * Lanes) + lane];
                if (found == 0)
                {
                    found = key;
                    number = (uint)Count;
                    _numbers[(index * Lanes) + lane] = number;
                    if (++Count >= _limit)
                    {
                        Grow();
                    }

                    return true;
                }

                if (found == key && (store is null || store[number].SequenceEqual(state)))
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Writes the keys to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(Count);
        writer.Write(_hasZero ? 1 : 0);
        writer.Write((int)_zeroNumber);
        writer.Write(_buckets);
        writer.Write<ulong>(Keys);
        writer.Write<uint>(_numbers);
    }

    /// <summary>Reads the keys from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        Count = reader.ReadInt32();
        _hasZero = reader.ReadInt32() == 1;
        _zeroNumber = (uint)reader.ReadInt32();
        Release();
        Allocate(reader.ReadInt32());
        reader.ReadArray<ulong>().CopyTo(Keys);
        _numbers = reader.ReadArray<uint>();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private Span<ulong> Keys => new(_keys, _buckets * Lanes);

    // The upper bits chose the part; the bits below them choose the bucket.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(ulong key) => (int)Math.BigMul(key << Layout.ShardBits, (ulong)_buckets, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int index) => index + 1 == _buckets ? 0 : index + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong Bucket(int index) => ref _keys[(nint)index * Lanes];

    private bool TryAddZero(out uint number)
    {
        bool isNew = !_hasZero;
        if (isNew)
        {
            _hasZero = true;
            _zeroNumber = (uint)Count++;
        }

        number = _zeroNumber;
        return isNew;
    }

    // Buckets begin where cache lines do.
    private void Allocate(int buckets)
    {
        _buckets = buckets;
        _limit = (int)((long)buckets * Lanes * 27 / 32);
        _keys = (ulong*)NativeMemory.AlignedAlloc((nuint)buckets * LineSize, LineSize);
        NativeMemory.Clear(_keys, (nuint)buckets * LineSize);
        _numbers = _keepsNumbers ? new uint[buckets * Lanes] : [];
    }

    private void Release()
    {
        NativeMemory.AlignedFree(_keys);
        _keys = null;
    }

    private void Grow()
    {
        ulong* old = _keys;
        Span<ulong> oldKeys = Keys;
        uint[] oldNumbers = _numbers;
        Allocate(checked(_buckets + (_buckets / 2)));
        for (int index = 0; index < oldKeys.Length; index++)
        {
            if (oldKeys[index] != 0)
            {
                int place = FreePlace(oldKeys[index]);
                _keys[place] = oldKeys[index];
                if (_keepsNumbers)
                {
                    _numbers[place] = oldNumbers[index];
                }
            }
        }

        NativeMemory.AlignedFree(old);
    }

    private int FreePlace(ulong key)
    {
        for (int index = Home(key); ; index = Next(index))
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (Unsafe.Add(ref Bucket(index), lane) == 0)
                {
                    return (index * Lanes) + lane;
                }
            }
        }
    }
}

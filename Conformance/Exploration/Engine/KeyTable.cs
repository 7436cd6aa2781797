using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace HmmSpec.Exploration;

/// <summary>
/// A set of keys with linear probing. The place of a key grows with the key, so that the table can grow by half, in one
/// pass over both tables. Key 0 marks what is free and is kept aside.
/// </summary>
internal sealed class KeyTable(bool keepsNumbers)
{
    private const int Least = 64;

    private ulong[] _keys = new ulong[Least];
    private uint[] _numbers = keepsNumbers ? new uint[Least] : [];
    private int _limit = LimitOf(Least);
    private bool _hasZero;
    private uint _zeroNumber;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>The size of the table in bytes.</summary>
    public long Bytes => (_keys.LongLength * sizeof(ulong)) + (_numbers.LongLength * sizeof(uint));

    /// <summary>By how many bytes the table grows if so many keys are added.</summary>
    public long GrowthFor(int more) => Count + more > _limit ? Bytes / 2 : 0;

    /// <summary>Fetches the place of a key into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(ulong key)
    {
        if (Sse.IsSupported)
        {
            // A hint, which may point anywhere: it does not matter if the table is moved meanwhile.
            ref ulong place = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_keys), Home(key));
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
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

        ulong[] keys = _keys;
        nint place = Home(key);
        while (true)
        {
            ref ulong found = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(keys), place);
            if (found == key)
            {
                return false;
            }

            if (found == 0)
            {
                found = key;
                if (++Count >= _limit)
                {
                    Grow();
                }

                return true;
            }

            place = place + 1 == keys.Length ? 0 : place + 1;
        }
    }

    /// <summary>Adds a key with the next number, or finds the number of the key that was there.</summary>
    public bool TryAdd(ulong key, out uint number) => TryAdd(key, null, default, out number);

    /// <summary>
    /// The same where keys may be equal by chance: the numbers lead to the bytes of the states, which are compared.
    /// </summary>
    public bool TryAdd(ulong key, ByteStore? store, ReadOnlySpan<byte> state, out uint number)
    {
        if (key == 0)
        {
            return TryAddZero(out number);
        }

        int place = Home(key);
        while (_keys[place] != 0)
        {
            number = _numbers[place];
            if (_keys[place] == key && (store is null || store[number].SequenceEqual(state)))
            {
                return false;
            }

            place = place + 1 == _keys.Length ? 0 : place + 1;
        }

        number = (uint)Count;
        _keys[place] = key;
        _numbers[place] = number;
        if (++Count >= _limit)
        {
            Grow();
        }

        return true;
    }

    /// <summary>Writes the keys to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(Count);
        writer.Write(_hasZero ? 1 : 0);
        writer.Write((int)_zeroNumber);
        writer.Write<ulong>(_keys);
        writer.Write<uint>(_numbers);
    }

    /// <summary>Reads the keys from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        Count = reader.ReadInt32();
        _hasZero = reader.ReadInt32() == 1;
        _zeroNumber = (uint)reader.ReadInt32();
        _keys = reader.ReadArray<ulong>();
        _numbers = reader.ReadArray<uint>();
        _limit = LimitOf(_keys.Length);
    }

    private static int LimitOf(int capacity) => capacity / 4 * 3;

    // The upper bits chose the part; the bits below them choose the place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(ulong key) => (int)Math.BigMul(key << Layout.ShardBits, (ulong)_keys.Length, out _);

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

    private void Grow()
    {
        ulong[] oldKeys = _keys;
        uint[] oldNumbers = _numbers;
        int capacity = checked(oldKeys.Length + (oldKeys.Length / 2));
        _keys = new ulong[capacity];
        _numbers = keepsNumbers ? new uint[capacity] : [];
        _limit = LimitOf(capacity);
        for (int index = 0; index < oldKeys.Length; index++)
        {
            ulong key = oldKeys[index];
            if (key != 0)
            {
                int place = Home(key);
                while (_keys[place] != 0)
                {
                    place = place + 1 == _keys.Length ? 0 : place + 1;
                }

                _keys[place] = key;
                if (keepsNumbers)
                {
                    _numbers[place] = oldNumbers[index];
                }
            }
        }
    }
}

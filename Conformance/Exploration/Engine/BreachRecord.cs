using System.Text;

namespace HmmSpec.Exploration;

/// <summary>The first state and the first transition of a search that break something, in its fixed order.</summary>
internal sealed class BreachRecord
{
    private Entry? _state;
    private Entry? _transition;

    /// <summary>Whether a state breaks something.</summary>
    public bool HasState => _state is not null;

    /// <summary>Whether anything is broken.</summary>
    public bool HasAny => _state is not null || _transition is not null;

    /// <summary>Keeps what the expansion of a unit on this level found, if it is the first.</summary>
    public void Take(CandidateBuffer buffer, WorkUnit unit, int level)
    {
        _state ??= EntryOf(buffer.BrokenState, unit, level);
        _transition ??= EntryOf(buffer.BrokenTransition, unit, level + 1);
    }

    /// <summary>The one with the shortest way.</summary>
    public FoundViolation? Shortest(VisitedSet visited)
    {
        if ((_transition?.Distance ?? int.MaxValue) < (_state?.Distance ?? int.MaxValue))
        {
            return new FoundViolation(_transition!.Sentence, [.. visited.PathTo(_transition.Id), _transition.Ordinal]);
        }

        return _state is null ? null : new FoundViolation(_state.Sentence, visited.PathTo(_state.Id));
    }

    /// <summary>Writes them to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        foreach (Entry? entry in (Entry?[])[_state, _transition])
        {
            writer.Write(entry?.Distance ?? -1);
            writer.Write((int)(entry?.Id ?? 0));
            writer.Write(entry?.Ordinal ?? 0);
            writer.Write<byte>(Encoding.UTF8.GetBytes(entry?.Sentence ?? ""));
        }
    }

    /// <summary>Reads them from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _state = LoadEntry(reader);
        _transition = LoadEntry(reader);
    }

    private static Entry? LoadEntry(CheckpointReader reader)
    {
        int distance = reader.ReadInt32();
        uint id = (uint)reader.ReadInt32();
        int ordinal = reader.ReadInt32();
        string sentence = Encoding.UTF8.GetString(reader.ReadArray<byte>());
        return distance < 0 ? null : new Entry(distance, id, ordinal, sentence);
    }

    private static Entry? EntryOf(Breach? breach, WorkUnit unit, int distance)
    {
        int run = 0;
        return breach is null
            ? null
            : new Entry(distance, unit.IdAt(breach.Position, ref run), breach.Ordinal, breach.Sentence);
    }

    private sealed record Entry(int Distance, uint Id, int Ordinal, string Sentence);
}

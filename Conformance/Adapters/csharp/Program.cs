using HmmSpec.Adapters;

return new PrivateMemory().Run();

/// <summary>
/// The private memory of one process: an example that conforms as it stands. Put calls of your implementation in its
/// place, and override more operations; what is not overridden is not declared, and hmmspec does not ask for it.
/// </summary>
internal sealed class PrivateMemory : Adapter
{
    private Protection?[] _rights = [];
    private ulong[] _contents = [];

    public override string Name => "private-memory";

    public override Limits Limits => new(Processes: 1, Pages: 64, Devices: 1);

    public override bool Deterministic => true;

    public override void Reset(World world, string profile)
    {
        _rights = new Protection?[world.Pages];
        _contents = new ulong[world.Pages];
    }

    public override Result Map(int process, PageRange range, Protection protection)
    {
        if (process != 0)
        {
            return Result.Error("ESRCH");
        }

        if (range.Start < 0 || range.Count <= 0 || range.End > _rights.Length)
        {
            return Result.Error("EINVAL");
        }

        Span<Protection?> rights = _rights.AsSpan(range.Start, range.Count);
        if (rights.ContainsAnyExcept((Protection?)null))
        {
            return Result.Error("EEXIST");
        }

        rights.Fill(protection);
        return Result.Ok;
    }

    public override Result Load(int process, int page)
    {
        if (process != 0)
        {
            return Result.Error("ESRCH");
        }

        return RightsOf(page) >= Protection.Read ? Result.Of(_contents[page]) : Result.Error("SIGSEGV");
    }

    public override Result Store(int process, int page, ulong value)
    {
        if (process != 0)
        {
            return Result.Error("ESRCH");
        }

        if (RightsOf(page) != Protection.ReadWrite)
        {
            return Result.Error("SIGSEGV");
        }

        _contents[page] = value;
        return Result.Ok;
    }

    private Protection? RightsOf(int page) => page >= 0 && page < _rights.Length ? _rights[page] : null;
}

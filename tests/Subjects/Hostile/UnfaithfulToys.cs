using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Hostile;

/// <summary>Declares fork and migration, and has neither.</summary>
internal sealed class Boaster : Toy
{
    public override Result Fork(int process, int child) => Result.Unsupported;

    public override Result MigrateToDevice(int process, int device, PageRange range) => Result.Unsupported;
}

/// <summary>Resets only once.</summary>
internal sealed class ResetIgnorer : Toy
{
    private bool _reset;

    public override void Reset(World world, string profile)
    {
        if (!_reset)
        {
            base.Reset(world, profile);
            _reset = true;
        }
    }
}

/// <summary>Delivers one wrong value in every so many runs, the first load that succeeds.</summary>
internal sealed class Flake(int every) : Toy
{
    private int _runs;
    private bool _due;

    public override void Reset(World world, string profile)
    {
        base.Reset(world, profile);
        _runs++;
        _due = _runs % every == 0;
    }

    public override Result Load(int process, int page)
    {
        Result result = base.Load(process, page);
        if (!_due || result.Value is not ulong value)
        {
            return result;
        }

        _due = false;
        return Result.Of(unchecked(value + 1));
    }
}

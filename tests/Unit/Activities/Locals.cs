using HmmSpec.Spec;

namespace HmmSpec.Tests.Activities;

/// <summary>The frames that an activity names, and other locals for its own.</summary>
/// <param name="renames">Whether they are others; if not, only the samples are.</param>
internal sealed class Locals(bool renames) : ILocals
{
    public const int OfProcess = 10;
    public const int OfDevice = 20;
    public const int OfNumber = 30;
    public const int OfWindow = 40;
    public const long OfSample = 50;

    private readonly List<Target> _frames = [];

    public static Target[] FramesOf(Activity activity)
    {
        Locals locals = new(renames: false);
        _ = activity.Through(locals);
        return [.. locals._frames.Where(static target => !target.IsZero)];
    }

    public bool Keeps => !renames;

    // What counts nothing stays so: there is no item to be read.
    public int Number(int number) => !renames || number == 0 ? number : number + OfNumber;

    public bool Flag(bool flag) => flag ^ renames;

    public ulong Value(ulong value) => renames ? ~value : value;

    public int Process(int process) => renames ? process + OfProcess : process;

    public int Device(int device) => renames ? device + OfDevice : device;

    public Target Target(Target target)
    {
        _frames.Add(target);
        return target;
    }

    public int Iova(int device, int iova) => iova;

    public Pte Entry(Pte entry) => entry;

    public int Window(int id) => renames ? id + OfWindow : id;

    public long Sample(int process, int device, long sampled) => sampled + OfSample;
}

using HmmSpec.Optimized;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>A machine that stores one more than it is told.</summary>
internal sealed class OffByOneMachine(World world, Profile profile) : IMachine
{
    private readonly OptimizedMachine _machine = new(world, profile);

    public ReadOnlySpan<Event> Events => _machine.Events;

    public ReadOnlySpan<PageAddress> Touched => _machine.Touched;

    public Outcome Apply(Operation operation) =>
        operation is Store store ? _machine.Apply(store with { Value = store.Value + 1 }) : _machine.Apply(operation);

    public State Observe() => _machine.Observe();

    public PageView ViewPage(int process, int page) => _machine.ViewPage(process, page);

    public MirrorView ViewMirror(int process, int device, int page) => _machine.ViewMirror(process, device, page);
}

using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Pins, by their numbers.</summary>
internal static class PinRules
{
    /// <summary>Whether there is a pin of this number, held or free.</summary>
    public static bool Exists(State state, int number) => (uint)number < (uint)state.Pins.Count;

    /// <summary>With a frame pinned under a free number.</summary>
    public static State Hold(State state, int number, Target target)
    {
        State referenced = FrameRules.Reference(state, target);
        return referenced with { Pins = referenced.Pins.Set(number, target) };
    }

    /// <summary>With a pin given back: its frame is dirty, and free if nothing else holds it (PIN-7).</summary>
    public static State Release(State state, int number)
    {
        Target target = state.Pins[number];
        State dirtied = FrameRules.PassDirty(state, target, dirty: true);
        return FrameRules.DropReference(dirtied with { Pins = dirtied.Pins.Set(number, Target.Zero) }, target);
    }
}

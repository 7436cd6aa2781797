using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Pins.</content>
internal sealed partial class ConfigurationReader
{
    private readonly Target[] _pins;

    private void ReadPins()
    {
        for (int pin = 0; pin < _pins.Length; pin++)
        {
            _pins[pin] = Number() == 0 ? Target.Zero : Target.System(Name(0));
        }
    }
}

using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Pins; nothing of this is written in a world without any.</content>
internal sealed partial class ConfigurationWriter
{
    private void WritePins()
    {
        for (int pin = 0; pin < _state.Pins.Count; pin++)
        {
            Target target = _state.Pins[pin];
            _out.Number(target.IsZero ? 0 : 1);
            if (!target.IsZero)
            {
                WriteName(_frames, target.Frame);
            }
        }
    }
}

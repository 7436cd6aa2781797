namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIG-19, RET-4: a page comes back as it went to the device, and what the device stored is lost.</summary>
internal sealed class OldValueComesBack : Toy
{
    private readonly Dictionary<Frame, ulong> _sent = [];

    protected override void CopyContent(Frame source, Frame destination)
    {
        destination.Value = _sent.GetValueOrDefault(source, source.Value);
        _sent.Remove(source);
        if (destination.Device is not null)
        {
            _sent.Add(destination, destination.Value);
        }
    }
}

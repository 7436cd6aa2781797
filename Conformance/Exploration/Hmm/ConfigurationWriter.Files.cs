using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Files, what is mapped of them, and the page cache; nothing of this is written in a world without files.</content>
internal sealed partial class ConfigurationWriter
{
    private FlatMemory? _flat;

    private void WriteBackings(AddressSpace space)
    {
        foreach (int page in _names.Pages)
        {
            WriteBacking(space.BackingOf(page), page);
        }
    }

    // The index instead of the shift, which may be below zero.
    private void WriteBacking(Backing backing, int page)
    {
        _out.Number((int)backing.Kind);
        if (backing.IsFile)
        {
            _out.Number(backing.File);
            _out.Number(backing.At(page).Index);
        }
    }

    private void WriteOwned(Table<FlatPage> pages)
    {
        foreach (int page in _names.Pages)
        {
            int kept = pages[page].Kept ? 4 : 0;
            _out.Number((pages[page].Own ? 1 : 0) | (pages[page].StillShared ? 2 : 0) | kept);
        }
    }

    private void WriteFileOf(Frame frame)
    {
        _out.Number(frame.File is FileAddress page ? page.File + 1 : 0);
        if (frame.File is FileAddress address)
        {
            _out.Number(address.Index);
        }
    }

    private void WriteFiles()
    {
        for (int file = 0; file < _state.Files.Count; file++)
        {
            FileObject it = _state.Files[file];
            FlatFile flat = _flat!.Files[file];
            _out.Number(it.Locked ? 1 : 0);
            _out.Number(it.Length);
            _out.Number(flat.Length);
            for (int index = 0; index < it.Pages.Count; index++)
            {
                FilePage page = it.Pages[index];
                int places = (page.Cached >= 0 ? 1 : 0) | (page.Slot >= 0 ? 4 : 0);
                _out.Number(places | (flat.Pages[index].Leaving ? 2 : 0));
                _out.Value(page.Stored);
                _out.Value(flat.Pages[index].Value);
                if (page.Cached >= 0)
                {
                    WriteName(_frames, page.Cached);
                }

                if (page.Slot >= 0)
                {
                    WriteName(_slots, page.Slot);
                }
            }
        }
    }
}

package pages

import (
	"context"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// All lists the pages in the order in which the documentation lists them.
func All() []Page {
	return []Page{
		{
			Name: "explanation", Title: "Explain", Live: true, Render: explanation,
			Doc:    "Explains what Go collects on this machine, what it uploads, and where the data is stored.",
			Editor: Editor{Needs: "open", Command: "explain", Icon: "question", Menu: true, Word: "explain"},
		},
		{
			Name: "summary", Title: "Show Counter Summary", Live: true, Render: summaryPage,
			Doc:    "Shows what Go counted in the latest weeks, with a section for each program.",
			Editor: Editor{Needs: "summary", Icon: "list-ordered", Menu: true},
		},
		{
			Name: "preview", Title: "Preview Upload", Live: true, Render: preview,
			Doc:    "Shows what would be uploaded from this machine, when, and what would not.",
			Editor: Editor{Needs: "preview", Icon: "eye", Menu: true},
		},
		{
			Name: "uploads", Aliases: []string{"sent"}, Title: "Show Uploads", Live: true, Render: uploads,
			Doc:    "Shows what was uploaded, when the next upload is due, and what stops it.",
			Editor: Editor{Needs: "preview", Icon: "history", Menu: true},
		},
		{
			Name: "crashes", Title: "Show Crashes", Live: true, Render: crashes,
			Doc:    "Shows the stacks that Go recorded after crashes and internal errors.",
			Editor: Editor{Needs: "summary", Icon: "bug", Menu: true},
		},
		{
			Name: "files", Title: "Show Local Files", Live: true, Render: files,
			Doc:    "Lists the files in the telemetry directory.",
			Editor: Editor{Needs: "files", Icon: "files", Menu: true},
		},
		{
			Name: "doctor", Title: "Check Environment", Live: true, Render: doctorPage,
			Doc:    "Checks the environment, and says what to do if a check fails.",
			Editor: Editor{Needs: "doctor", Command: "checkEnvironment", Icon: "checklist", Menu: true},
		},
		{
			Name: "policy", Title: "Show Policy", Live: true, Render: policyPage,
			Doc:    "Shows which mode the policies want, whether the mode conforms, and what follows.",
			Editor: Editor{Needs: "open", Icon: "law", Menu: true},
		},
	}
}

func policyPage(_ context.Context, src Source) (string, error) {
	return view.Policy(src.Status(), src.Policies()), nil
}

func explanation(ctx context.Context, src Source) (string, error) {
	found, err := src.StillCounting(ctx)
	return view.Explanation(src.Status(), found.Programs, err), nil
}

func doctorPage(ctx context.Context, src Source) (string, error) {
	checks, err := src.Checks(ctx)
	return written(checks, err, view.Doctor)
}

func summaryPage(ctx context.Context, src Source) (string, error) {
	sum, err := src.Summary(ctx)
	return written(sum, err, func(sum *summary.Summary) string { return view.Summary(sum, src.Now()) })
}

func crashes(ctx context.Context, src Source) (string, error) {
	sum, err := src.Summary(ctx)
	return written(sum, err, view.Crashes)
}

func preview(ctx context.Context, src Source) (string, error) {
	p, err := src.Preview(ctx)
	return written(p, err, func(p *upload.Preview) string { return view.Preview(p, src.Now()) })
}

func uploads(ctx context.Context, src Source) (string, error) {
	p, err := src.Uploads(ctx)
	return written(p, err, func(p *upload.Preview) string { return view.Uploads(p, src.DebugLog(), src.Now()) })
}

func files(ctx context.Context, src Source) (string, error) {
	list, err := src.Files(ctx)
	return written(list, err, view.Files)
}

// written writes data, unless getting it failed with err.
func written[T any](data T, err error, write func(T) string) (string, error) {
	if err != nil {
		return "", err
	}
	return write(data), nil
}

//! Muster itself: the store, the clock, and the views that were folded last.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use access::{Actor, Deed, may};
use proposal::{Bodies, Case};
use storage::{Event, Snapshot, Store};
use tokio::sync::Mutex;

use crate::bodies::{Body, BodyKey};
use crate::councils::Councils;
use crate::drafts::Drafts;
use crate::error::AppError;
use crate::moment::{Clock, Moment};
use crate::proposals::{Shown, WorkedOut};
use crate::set_up::SetupCode;
use crate::sign_in::SignIns;
use crate::view::{View, Views};

/// Muster over the data of one folder.
pub struct Muster {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sign_ins: SignIns,
    pub(crate) setup_code: Mutex<Option<SetupCode>>,
    pub(crate) councils: RwLock<Councils>,
    views: Mutex<Views>,
    pub(crate) drafts: Mutex<Drafts>,
    pub(crate) worked_out: Mutex<WorkedOut>,
    pub(crate) verifying: Mutex<()>,
    pub(crate) shown: Shown,
}

impl Muster {
    /// Opens the data in a folder; makes both where there are none.
    ///
    /// # Errors
    /// [`AppError::Store`] if the folder or the database in it cannot be used.
    pub async fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, AppError> {
        let muster = Self::over(Store::open(folder).await?, clock);
        muster.read_councils().await?;
        Ok(muster)
    }

    /// Muster over a store that is open.
    pub fn over(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            sign_ins: SignIns::default(),
            setup_code: Mutex::default(),
            councils: RwLock::new(Councils::of(Bodies::shipped().clone(), Vec::new())),
            views: Mutex::default(),
            drafts: Mutex::default(),
            worked_out: Mutex::default(),
            verifying: Mutex::default(),
            shown: Shown::default(),
        }
    }

    /// The same, with the body profiles of its councils: they say how posts are costed.
    #[must_use]
    pub fn with_profiles(self, profiles: Bodies) -> Self {
        let councils = self.councils.into_inner();
        let councils = councils.unwrap_or_else(PoisonError::into_inner);
        Self {
            councils: RwLock::new(councils.over(profiles)),
            ..self
        }
    }

    /// What is set for councils.
    pub(crate) fn councils(&self) -> RwLockReadGuard<'_, Councils> {
        self.councils.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of the views that were folded.
    pub(crate) async fn forget_views(&self) {
        *self.views.lock().await = Views::default();
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Ends the connections to the database.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// Lets the actor do it, or says that it may not and notes that. Every use case asks by itself; a page asks
    /// where it would otherwise show a form that is refused once it is filled in.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn permit(&self, actor: &Actor, deed: Deed) -> Result<(), AppError> {
        if may(actor, deed) {
            return Ok(());
        }
        // Anybody can ask for anything without an account; that is no trail of people.
        if let Some(account) = actor.account() {
            let deed = deed.words().to_owned();
            let event = Event::Refused { deed };
            self.store
                .note(self.clock.now(), Some(account), event)
                .await?;
        }
        Err(AppError::Refused(deed))
    }

    pub(crate) async fn snapshot(&self) -> Result<Arc<Snapshot>, AppError> {
        Ok(self.store.snapshot().await?)
    }

    /// What a council's establishment was at a moment.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is no such council, [`AppError::NotYetRecorded`],
    /// [`AppError::Store`].
    pub(crate) async fn view(&self, body: &BodyKey, moment: Moment) -> Result<Arc<View>, AppError> {
        let moment = moment.checked(self.clock.today())?;
        let snapshot = self.snapshot().await?;
        if let Some(view) = self.views.lock().await.held(&snapshot, body, moment) {
            return Ok(view);
        }
        // Folding many posts takes a while; meanwhile others ask for other moments.
        let (of, at) = (Arc::clone(&snapshot), body.clone());
        let profiles = self.profiles();
        let folded = tokio::task::spawn_blocking(move || View::of(of, &at, moment, &profiles));
        let folded = folded.await;
        let view = match folded {
            Ok(view) => Arc::new(view?),
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        };
        self.views.lock().await.keep(Arc::clone(&view));
        // Whoever asks for a part of it sooner waits for that part alone.
        let prepared = Arc::clone(&view);
        tokio::task::spawn_blocking(move || prepared.prepare());
        Ok(view)
    }

    /// The same of the council of a case, of which nothing need be recorded yet.
    ///
    /// # Errors
    /// [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub(crate) async fn view_of_case(
        &self,
        body: &BodyKey,
        case: &Case,
        moment: Moment,
    ) -> Result<Arc<View>, AppError> {
        match self.view(body, moment).await {
            Err(AppError::NotFound(_)) => {
                let name = case.header.body.as_ref().map(|at| at.value.clone());
                let (key, name) = (body.clone(), name.unwrap_or_default());
                let (snapshot, body) = (self.snapshot().await?, Body { key, name });
                let empty = View::of_body(snapshot, body, moment, &self.profiles());
                Ok(Arc::new(empty))
            }
            answer => answer,
        }
    }

    /// Folds what each council holds today, so that nobody who comes first waits for it.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn prepare(&self) -> Result<(), AppError> {
        let today = Moment::on(self.clock.today());
        for body in self.bodies(&Actor::Operator).await? {
            self.view(&body.key, today).await?;
        }
        Ok(())
    }
}

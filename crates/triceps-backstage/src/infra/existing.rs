//! Storage accounts that are in the resource group already: each is declared once, whoever needs it.

use triceps::Template;
use triceps::storage::{
    BlobService, BlobServiceRef, Container, ContainerRef, Queue, QueueRef, QueueService, QueueServiceRef,
    StorageAccount, StorageAccountRef,
};

/// The accounts that were asked for.
#[derive(Default)]
pub(super) struct Existing(Vec<Account>);

struct Account {
    name: String,
    handle: StorageAccountRef,
    queues: Option<QueueServiceRef>,
    blobs: Option<BlobServiceRef>,
}

impl Existing {
    /// The account of this name.
    pub(super) fn account(&mut self, t: &mut Template, name: &str) -> StorageAccountRef {
        let number = self.number(t, name);
        self.0[number].handle
    }

    /// A queue of an account.
    pub(super) fn queue(&mut self, t: &mut Template, symbol: String, account: &str, queue: &str) -> QueueRef {
        let number = self.number(t, account);
        let Account { handle, queues, .. } = &mut self.0[number];
        let service = *queues.get_or_insert_with(|| {
            t.existing(numbered("existingQueues", number), QueueService::existing("default").parent(*handle))
        });
        t.existing(symbol, Queue::existing(queue).parent(service))
    }

    /// A container of an account.
    pub(super) fn container(&mut self, t: &mut Template, symbol: String, account: &str, name: &str) -> ContainerRef {
        let number = self.number(t, account);
        let Account { handle, blobs, .. } = &mut self.0[number];
        let service = *blobs.get_or_insert_with(|| {
            t.existing(numbered("existingBlobs", number), BlobService::existing("default").parent(*handle))
        });
        t.existing(symbol, Container::existing(name).parent(service))
    }

    fn number(&mut self, t: &mut Template, name: &str) -> usize {
        if let Some(number) = self.0.iter().position(|account| account.name == name) {
            return number;
        }
        let number = self.0.len();
        let handle = t.existing(numbered("existingStorage", number), StorageAccount::existing(name));
        self.0.push(Account { name: name.to_owned(), handle, queues: None, blobs: None });
        number
    }
}

/// `queue`, `queue2`, `queue3`.
pub(super) fn numbered(name: &str, number: usize) -> String {
    match number {
        0 => name.to_owned(),
        number => format!("{name}{}", number + 1),
    }
}
